/** What a run shows of itself while it works. */
export function LiveArrays({ run }: { run: string }) {
  void run;
  return null;
}
