import { useMemo } from 'react';
import { Panel } from '../../../components/Panel.tsx';
import { Link } from '../../../routing/Link.tsx';
import { pathOf } from '../../../routing/route.ts';
import { usePartFields } from '../../settingsPart/usePartFields.ts';
import { FieldList } from '../../setup/FieldList.tsx';
import type { SettingField } from '../../setup/settingField.ts';
import { timeZoneChoices } from '../../setup/timeZoneChoices.ts';
import { useHostView } from '../../setup/useHostView.ts';
import type { LearningEditor } from '../useLearningEditor.ts';
import { timeZoneField, whatFields } from './learningFields.ts';
import styles from './SettingsPanels.module.css';

/** What is learned, in whose days, and from how much history. */
export function WhatPanel({ editor }: { editor: LearningEditor }) {
  const fields = useFields(editor.value.timeZone);
  const form = usePartFields({ ...editor, part: 'learning' }, fields);
  const { engine } = editor.view.settings;
  return (
    <Panel title="What is learned">
      <FieldList fields={fields} form={form} />
      <p className={styles.explanation}>
        The rules of the engine compare with{' '}
        {engine.baseline === 'learned'
          ? 'what was learned of this hour of the week'
          : `the last ${engine.baselineWindows} windows`}
        : <Link to={`${pathOf.setup}#detection`}>Setup → Detection</Link>
      </p>
    </Panel>
  );
}

/** With the zones there are to choose from. */
function useFields(kept: string): SettingField[] {
  const host = useHostView();
  return useMemo(() => {
    const here = Intl.DateTimeFormat().resolvedOptions().timeZone;
    const options = host
      ? timeZoneChoices({ host, here, kept, known: Intl.supportedValuesOf('timeZone') })
      : [{ value: kept, label: kept === '' ? 'Where Watchkeeper runs' : kept }];
    return whatFields.map((field) =>
      field === timeZoneField ? { ...field, input: { kind: 'choice' as const, options, wide: true } } : field,
    );
  }, [host, kept]);
}
