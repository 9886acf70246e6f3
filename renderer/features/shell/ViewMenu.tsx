import { Menu } from '@base-ui/react/menu';
import { BellRing, Check, Monitor, Moon, Rows2, Rows3, Sun } from 'lucide-react';
import type { ReactNode } from 'react';
import icon from '../../components/IconButton.module.css';
import popup from '../../components/Popup.module.css';
import { useLive, usePreferences, useServices } from '../../services.tsx';
import type { Density, Theme } from '../../store/preferences.ts';
import { useWebNotifications } from '../popUps/useWebNotifications.ts';

const themes: { value: Theme; label: string; icon: ReactNode }[] = [
  { value: 'system', label: 'As the system', icon: <Monitor /> },
  { value: 'dark', label: 'Dark', icon: <Moon /> },
  { value: 'light', label: 'Light', icon: <Sun /> },
];

const densities: { value: Density; label: string; icon: ReactNode }[] = [
  { value: 'comfortable', label: 'Comfortable', icon: <Rows2 /> },
  { value: 'compact', label: 'Compact', icon: <Rows3 /> },
];

/** Dark or light, wide or narrow rows, pop-ups in this browser or not. */
export function ViewMenu() {
  const { preferences } = useServices();
  const theme = usePreferences((state) => state.theme);
  const density = usePreferences((state) => state.density);
  const inBrowser = useLive((state) => state.health?.host === 'browser');
  return (
    <Menu.Root>
      <Menu.Trigger className={icon.button} aria-label="View" title="View">
        {themes.find(({ value }) => value === theme)?.icon}
      </Menu.Trigger>
      <Menu.Portal>
        <Menu.Positioner className={popup.positioner} sideOffset={6} align="end">
          <Menu.Popup className={`${popup.popup} ${popup.menu}`}>
            <Choice
              label="Theme"
              value={theme}
              options={themes}
              onChange={(value) => preferences.setState({ theme: value })}
            />
            <Menu.Separator className={popup.separator} />
            <Choice
              label="Rows"
              value={density}
              options={densities}
              onChange={(value) => preferences.setState({ density: value })}
            />
            {inBrowser && <PopUpsChoice />}
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  );
}

/** The short way to what Setup explains. */
function PopUpsChoice() {
  const { wanted, state, word, explanation, turnOn, turnOff } = useWebNotifications();
  return (
    <>
      <Menu.Separator className={popup.separator} />
      <Menu.CheckboxItem
        className={popup.item}
        checked={wanted}
        onCheckedChange={(checked) => (checked ? turnOn() : turnOff())}
        title={explanation}
      >
        <Menu.CheckboxItemIndicator className={popup.check}>
          <Check />
        </Menu.CheckboxItemIndicator>
        <span className={popup.text}>
          <BellRing /> Pop-ups{state === 'inPage' && ` · ${word.toLowerCase()}`}
        </span>
      </Menu.CheckboxItem>
    </>
  );
}

interface ChoiceProps<T> {
  label: string;
  value: T;
  options: { value: T; label: string; icon: ReactNode }[];
  onChange: (value: T) => void;
}

function Choice<T extends string>({ label, value, options, onChange }: ChoiceProps<T>) {
  return (
    <Menu.Group>
      <Menu.GroupLabel className={popup.label}>{label}</Menu.GroupLabel>
      <Menu.RadioGroup value={value} onValueChange={(next: T) => onChange(next)}>
        {options.map((option) => (
          <Menu.RadioItem key={option.value} value={option.value} className={popup.item} closeOnClick>
            <Menu.RadioItemIndicator className={popup.check}>
              <Check />
            </Menu.RadioItemIndicator>
            <span className={popup.text}>
              {option.icon} {option.label}
            </span>
          </Menu.RadioItem>
        ))}
      </Menu.RadioGroup>
    </Menu.Group>
  );
}
