/** Says how many tests ran, in one closing line, and sets the exit code. */
export function conclude(steps) {
  const sum = (what) => steps.reduce((total, step) => total + step[what], 0);
  const broken = steps.filter((step) => !step.ok);
  if (broken.length > 0) process.stdout.write(`Not passed: ${broken.map((step) => step.title).join(', ')}\n`);
  const skipped = sum('skipped');
  process.stdout.write(
    `tests: ${sum('passed')} passed, ${sum('failed')} failed${skipped > 0 ? `, ${skipped} skipped` : ''}\n`,
  );
  process.exitCode = broken.length > 0 ? 1 : 0;
}
