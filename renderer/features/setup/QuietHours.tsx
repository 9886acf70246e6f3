import { MoonStar } from 'lucide-react';
import { useMemo } from 'react';
import type { HostView } from '../../../shared/hostView.ts';
import { useNow } from '../../components/useNow.tsx';
import row from './FieldRow.module.css';
import { FieldRow } from './FieldRow.tsx';
import type { FormState } from './formState.ts';
import { quietHoursFields, timeZoneField } from './popUpFields.ts';
import styles from './QuietHours.module.css';
import { quietWords } from './quietWords.ts';
import type { SettingField } from './settingField.ts';
import { fieldText } from './settingsDraft.ts';
import { timeZoneChoices } from './timeZoneChoices.ts';

/** When pop-ups keep still, by the wall clock of a zone; and in words what that means right now. */
export function QuietHours({ form, host }: { form: FormState; host: HostView }) {
  const kept = String(fieldText(form.view, form.draft, timeZoneField));
  const zoned = useMemo((): SettingField => {
    const here = Intl.DateTimeFormat().resolvedOptions().timeZone;
    const options = timeZoneChoices({ host, here, kept, known: Intl.supportedValuesOf('timeZone') });
    return { ...timeZoneField, input: { kind: 'choice', options, wide: true } };
  }, [host, kept]);
  return (
    <>
      <div className={row.list}>
        {quietHoursFields.map((field) => (
          <FieldRow key={field.path} field={field === timeZoneField ? zoned : field} form={form} />
        ))}
      </div>
      <QuietNow form={form} zone={kept === '' ? host.timeZone : kept} />
    </>
  );
}

function QuietNow({ form, zone }: { form: FormState; zone: string }) {
  const now = useNow(10_000);
  if (quietHoursFields.some(({ path }) => form.problems[path] !== undefined)) return null;
  const [enabled, from, to, , criticalBreaksThrough] = quietHoursFields.map((field) =>
    fieldText(form.view, form.draft, field),
  );
  const words = quietWords(
    {
      enabled: enabled === true,
      from: String(from).trim(),
      to: String(to).trim(),
      timeZone: zone,
      criticalBreaksThrough: criticalBreaksThrough === true,
    },
    now,
  );
  return (
    <p className={styles.now}>
      <MoonStar aria-hidden="true" /> {words}
    </p>
  );
}
