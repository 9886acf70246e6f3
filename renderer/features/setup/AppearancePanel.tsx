import { Panel } from '../../components/Panel.tsx';
import { Segmented } from '../../components/Segmented.tsx';
import { useLive, usePreferences, useServices } from '../../services.tsx';
import type { Density, Theme } from '../../store/preferences.ts';
import row from './FieldRow.module.css';

const themes: { value: Theme; label: string }[] = [
  { value: 'system', label: 'As the system' },
  { value: 'dark', label: 'Dark' },
  { value: 'light', label: 'Light' },
];

const densities: { value: Density; label: string }[] = [
  { value: 'comfortable', label: 'Comfortable' },
  { value: 'compact', label: 'Compact' },
];

/** How the board looks to this reader, in this browser or window; takes effect at once. */
export function AppearancePanel() {
  const { preferences } = useServices();
  const theme = usePreferences((state) => state.theme);
  const density = usePreferences((state) => state.density);
  const desktop = useLive(({ health }) => health?.host === 'desktop');
  return (
    <Panel title="Appearance" hint={desktop ? 'takes effect at once' : 'this browser only, at once'}>
      <div className={row.list}>
        <Choice
          label="Theme"
          value={theme}
          options={themes}
          onChange={(value) => preferences.setState({ theme: value })}
        />
        <Choice
          label="Rows"
          value={density}
          options={densities}
          onChange={(value) => preferences.setState({ density: value })}
        />
      </div>
    </Panel>
  );
}

interface ChoiceProps<T extends string> {
  label: string;
  value: T;
  options: readonly { value: T; label: string }[];
  onChange: (value: T) => void;
}

function Choice<T extends string>({ label, value, options, onChange }: ChoiceProps<T>) {
  return (
    <div className={row.row}>
      <span className={row.label}>{label}</span>
      <Segmented label={label} value={value} options={options} onChange={onChange} />
    </div>
  );
}
