import { Menu } from '@base-ui/react/menu';
import { Check, ChevronDown } from 'lucide-react';
import type { ReactNode } from 'react';
import { useOverlays } from '../../components/Overlays.tsx';
import popup from '../../components/Popup.module.css';
import styles from './FilterMenu.module.css';

interface FilterOption<T extends string> {
  value: T;
  label: ReactNode;
}

interface FilterMenuProps<T extends string> {
  name: string;
  /** What the button says: the name alone, or what is chosen. */
  summary: string;
  options: readonly FilterOption<T>[];
  chosen: readonly T[];
  onChange: (chosen: T[]) => void;
  /** Drawn as narrowing the rows; by default when anything is chosen. */
  active?: boolean;
  /** One of them instead of any number. */
  single?: boolean;
}

/** A filter as a menu of its values; it stays open while several are chosen. */
export function FilterMenu<T extends string>({
  name,
  summary,
  options,
  chosen,
  onChange,
  active = chosen.length > 0,
  single = false,
}: FilterMenuProps<T>) {
  const { container, holdPage } = useOverlays();
  return (
    <Menu.Root modal={holdPage}>
      <Menu.Trigger className={styles.trigger} data-active={active || undefined} aria-label={`${name}: ${summary}`}>
        <span className={styles.summary}>{summary}</span>
        <ChevronDown aria-hidden="true" />
      </Menu.Trigger>
      <Menu.Portal container={container}>
        <Menu.Positioner className={popup.positioner} sideOffset={6} align="start">
          <Menu.Popup className={`${popup.popup} ${popup.menu}`} aria-label={name}>
            {single ? (
              <Menu.RadioGroup value={chosen[0] ?? null} onValueChange={(value: T) => onChange([value])}>
                {options.map(({ value, label }) => (
                  <Menu.RadioItem key={value} value={value} className={popup.item} closeOnClick>
                    <Menu.RadioItemIndicator className={popup.check}>
                      <Check />
                    </Menu.RadioItemIndicator>
                    <span className={popup.text}>{label}</span>
                  </Menu.RadioItem>
                ))}
              </Menu.RadioGroup>
            ) : (
              options.map(({ value, label }) => (
                <Menu.CheckboxItem
                  key={value}
                  className={popup.item}
                  checked={chosen.includes(value)}
                  onCheckedChange={(checked) =>
                    onChange(checked ? [...chosen, value] : chosen.filter((other) => other !== value))
                  }
                >
                  <Menu.CheckboxItemIndicator className={popup.check}>
                    <Check />
                  </Menu.CheckboxItemIndicator>
                  <span className={popup.text}>{label}</span>
                </Menu.CheckboxItem>
              ))
            )}
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  );
}
