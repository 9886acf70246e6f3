import { z } from 'zod';

/** How readily a learned series alerts, least readily first. */
export const sensitivities = ['quiet', 'normal', 'keen'] as const;

export const Sensitivity = z.enum(sensitivities);
export type Sensitivity = z.infer<typeof Sensitivity>;

/** `off`: learned, and never told of. */
export const SeriesSensitivity = z.enum([...sensitivities, 'off']);
export type SeriesSensitivity = z.infer<typeof SeriesSensitivity>;
