import { Slider } from '@base-ui/react/slider';
import { type Sensitivity, sensitivities } from '../../../../shared/learning/sensitivity.ts';
import styles from './SensitivitySlider.module.css';
import { sensitivityEffects, sensitivityWords } from './sensitivityWords.ts';

interface SensitivitySliderProps {
  value: Sensitivity;
  disabled: boolean;
  onChange: (value: Sensitivity) => void;
}

/** How readily learned series alert: dragged, pressed, or by the arrow keys. */
export function SensitivitySlider({ value, disabled, onChange }: SensitivitySliderProps) {
  return (
    <div className={styles.box}>
      <Slider.Root
        className={styles.root}
        min={0}
        max={sensitivities.length - 1}
        step={1}
        largeStep={1}
        disabled={disabled}
        value={sensitivities.indexOf(value)}
        onValueChange={(place) => {
          const chosen = sensitivities[place];
          if (chosen !== undefined) onChange(chosen);
        }}
      >
        <Slider.Control className={styles.control}>
          <Slider.Track className={styles.track}>
            <Slider.Indicator className={styles.indicator} />
            <Slider.Thumb
              className={styles.thumb}
              getAriaLabel={() => 'Sensitivity'}
              getAriaValueText={(_text, place) => {
                const word = sensitivities[place];
                return word === undefined ? '' : `${sensitivityWords[word]}: ${sensitivityEffects[word]}`;
              }}
            />
          </Slider.Track>
        </Slider.Control>
      </Slider.Root>
      <div className={styles.words} aria-hidden="true">
        {sensitivities.map((each) => (
          <span key={each} data-chosen={each === value || undefined}>
            {sensitivityWords[each]}
          </span>
        ))}
      </div>
    </div>
  );
}
