import { useEffect, useRef, useState } from "preact/hooks";
import { get, runApi } from "../lib/api";

interface Shown {
  id: string;
  title: string;
  caption: string;
}

/** What a run shows of itself while it works: one picture is asked for at a time, and the newest. */
export function LiveFigures({ run, frame }: { run: string; frame: number }) {
  const [figures, setFigures] = useState<Shown[]>([]);
  useEffect(() => {
    if (frame === 0) return;
    get<{ figures: Shown[] }>(`${runApi(run)}/live`).then(
      (answer) => setFigures(answer.figures),
      () => setFigures([]),
    );
    // The list is the same for the whole run.
  }, [run, frame === 0]);
  if (figures.length === 0) return null;
  return (
    <>
      <h2>Now</h2>
      <div class="grid figures-of-run">
        {figures.map((figure) => (
          <figure key={figure.id} class="panel" data-live={figure.id}>
            <h3>{figure.title}</h3>
            <Picture address={`${runApi(run)}/live/${figure.id}.svg`} frame={frame} title={figure.title} />
            <figcaption>{figure.caption}</figcaption>
          </figure>
        ))}
      </div>
    </>
  );
}

/** The old picture stays until the new one is there. */
function Picture({ address, frame, title }: { address: string; frame: number; title: string }) {
  const [shown, setShown] = useState(`${address}?frame=${frame}`);
  const busy = useRef(false);
  const wanted = useRef(frame);
  wanted.current = frame;
  useEffect(() => {
    if (busy.current) return;
    busy.current = true;
    const asked = frame;
    const image = new Image();
    image.onload = image.onerror = () => {
      busy.current = false;
      setShown(image.src);
      if (wanted.current !== asked) setShown(`${address}?frame=${wanted.current}`);
    };
    image.src = `${address}?frame=${frame}`;
  }, [frame]);
  return <img src={shown} alt={title} />;
}
