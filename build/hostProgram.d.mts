export const hostProgram: readonly string[];
export const hostEnvironment: Readonly<Record<string, string>>;
