import { PageFrame } from '../../components/PageFrame.tsx';
import { WithSettings } from '../settingsPart/WithSettings.tsx';
import { SetupForm } from './SetupForm.tsx';

/** What is watched, how strictly, and who is told. */
export function SetupPage() {
  return (
    <PageFrame title="Setup" width="form">
      <WithSettings loading="Loading the settings" heights={[320, 240]}>
        {(view) => <SetupForm view={view} />}
      </WithSettings>
    </PageFrame>
  );
}
