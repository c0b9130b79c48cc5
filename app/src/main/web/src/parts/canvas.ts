import { useEffect, useRef } from "preact/hooks";
import { useTheme } from "../lib/colour";

export type Paint = (context: CanvasRenderingContext2D, width: number, height: number) => void;

/** A canvas that is painted again when its size, the theme or what it shows changes; sharp on any screen. */
export function useCanvas(height: number, paint: Paint, shown: unknown[]) {
  const ref = useRef<HTMLCanvasElement>(null);
  const last = useRef(paint);
  last.current = paint;
  const [theme] = useTheme();
  useEffect(() => {
    const canvas = ref.current;
    if (!canvas) return;
    const draw = () => {
      const width = canvas.clientWidth;
      if (width === 0) return;
      const ratio = window.devicePixelRatio || 1;
      const w = Math.round(width * ratio);
      const h = Math.round(height * ratio);
      if (canvas.width !== w || canvas.height !== h) {
        canvas.width = w;
        canvas.height = h;
      }
      canvas.style.height = `${height}px`;
      const context = canvas.getContext("2d");
      if (!context) return;
      context.setTransform(ratio, 0, 0, ratio, 0, 0);
      context.clearRect(0, 0, width, height);
      last.current(context, width, height);
    };
    draw();
    const observer = new ResizeObserver(draw);
    observer.observe(canvas);
    return () => observer.disconnect();
  }, [theme, height, ...shown]);
  return ref;
}
