export function packagingProblem(output: string, log: string): string;
