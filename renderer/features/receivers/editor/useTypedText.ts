import { useState } from 'react';

interface TypedText<Value> {
  value: Value;
  read: (text: string) => Value;
  write: (value: Value) => string;
  onChange: (value: Value) => void;
}

/** The text of a value that is not text: kept as it is typed for as long as it means the value. */
export function useTypedText<Value>({ value, read, write, onChange }: TypedText<Value>): {
  text: string;
  type(text: string): void;
} {
  const [typed, setTyped] = useState(() => write(value));
  const meansIt = write(read(typed)) === write(value);
  return {
    text: meansIt ? typed : write(value),
    type(text) {
      setTyped(text);
      onChange(read(text));
    },
  };
}
