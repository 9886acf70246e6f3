import { Autocomplete } from '@base-ui/react/autocomplete';
import type { ReactNode } from 'react';
import field from '../../../components/Field.module.css';
import { useOverlays } from '../../../components/Overlays.tsx';
import popup from '../../../components/Popup.module.css';
import { FormField } from './FormField.tsx';
import styles from './SuggestField.module.css';
import { type Suggestion, suggestionsFor } from './suggestions.ts';

interface SuggestFieldProps {
  label: string;
  value: string;
  suggestions: readonly Suggestion[];
  placeholder?: string;
  problem?: string | undefined;
  note?: ReactNode;
  onChange: (value: string) => void;
  onLeave?: () => void;
}

/** A text for which there are suggestions; any other is taken, too. */
export function SuggestField({ value, suggestions, placeholder, onChange, onLeave, ...about }: SuggestFieldProps) {
  const { container } = useOverlays();
  const shown = suggestionsFor(value, suggestions);
  return (
    <FormField {...about}>
      {({ id, invalid, describedBy }) => (
        <Autocomplete.Root
          items={shown}
          mode="none"
          value={value}
          itemToStringValue={(suggestion: Suggestion) => suggestion.value}
          openOnInputClick
          onValueChange={(next) => onChange(next)}
        >
          <Autocomplete.Input
            id={id}
            className={field.input}
            autoCapitalize="off"
            spellCheck={false}
            maxLength={200}
            placeholder={placeholder}
            aria-invalid={invalid || undefined}
            aria-describedby={describedBy}
            onBlur={onLeave}
          />
          {shown.length > 0 && (
            <Autocomplete.Portal container={container}>
              <Autocomplete.Positioner className={popup.positioner} sideOffset={4} align="start">
                <Autocomplete.Popup className={`${popup.popup} ${styles.popup}`}>
                  <Autocomplete.List>
                    {(suggestion: Suggestion) => (
                      <Autocomplete.Item key={suggestion.value} value={suggestion} className={styles.item}>
                        <span className={styles.value}>{suggestion.value}</span>
                        <span className={styles.note}>{suggestion.note}</span>
                      </Autocomplete.Item>
                    )}
                  </Autocomplete.List>
                </Autocomplete.Popup>
              </Autocomplete.Positioner>
            </Autocomplete.Portal>
          )}
        </Autocomplete.Root>
      )}
    </FormField>
  );
}
