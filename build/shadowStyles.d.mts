interface Node {
  name: string;
  params: string;
  selector: string;
  readonly selectors: string[];
  value: string;
}

export function shadowStyles(options?: { rootPixels?: number }): {
  postcssPlugin: string;
  Rule(rule: Pick<Node, 'selector' | 'selectors'>): void;
  Declaration(declaration: Pick<Node, 'value'>): void;
  AtRule(rule: Pick<Node, 'name' | 'params'>): void;
};
export function frameSelector(selector: string): string;
export function fixedLengths(value: string, rootPixels: number): string;
export function elementQuery(params: string): { name: string; params: string };
