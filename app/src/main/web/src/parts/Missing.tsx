/** In place of a page whose object the server does not have. */
export function Missing({ title, sentence, back }: { title: string; sentence: string; back: string }) {
  return (
    <>
      <h1>{title}</h1>
      <p class="error">{sentence}</p>
      <p>
        Go to <a href={back}>the list</a>.
      </p>
    </>
  );
}
