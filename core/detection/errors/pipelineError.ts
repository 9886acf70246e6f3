/** One error of a pipeline, as its component wrote it. */
export interface PipelineError {
  /** The same for the same error at any time and on any machine. */
  id: string;
  /** ms UTC. */
  at: number;
  component: string;
  operation: string;
  errorType: string;
  artifactId: string;
  message: string;
  /** What the component knew when it failed: JSON as a rule. */
  state: string;
  llm: LlmCall;
  /** How many errors of its kind it stands for, itself included. */
  repeated: number;
}

/** The call of a language model that failed; empty and null where there was none. */
export interface LlmCall {
  provider: string;
  model: string;
  promptTokens: number | null;
  completionTokens: number | null;
  /** In whatever currency the pipeline counts. */
  cost: number | null;
}
