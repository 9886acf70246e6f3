// `npm run check`: the fast part of `npm test`.

import { conclude } from './conclude.mjs';
import { ensureDependencies } from './dependencies.mjs';
import { formatAndLint, types, unusedCode, vitest } from './steps.mjs';

await ensureDependencies();
conclude([await formatAndLint(), await types(), await unusedCode(), await vitest('unit')]);
