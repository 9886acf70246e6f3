import { createContext, type ReactNode, useContext, useMemo } from 'react';
import { createValueFormat, type ValueFormat } from './createValueFormat.ts';

const ValueFormatContext = createContext<ValueFormat | null>(null);

/** Gives everything below the reader's locale and the shop's currency (ISO 4217). */
export function ValueFormatProvider({ currency, children }: { currency: string; children: ReactNode }) {
  const format = useMemo(() => createValueFormat({ currency }), [currency]);
  return <ValueFormatContext value={format}>{children}</ValueFormatContext>;
}

export function useValueFormat(): ValueFormat {
  const format = useContext(ValueFormatContext);
  if (!format) throw new Error('useValueFormat needs a ValueFormatProvider above it.');
  return format;
}
