const types: ReadonlyArray<[RegExp, string]> = [
  [
    /^(JSON|JSONStrings|JSONCompact|JSONCompactStrings|JSONColumns|JSONCompactColumns|JSONColumnsWithMetadata|JSONObjectEachRow)$/,
    'application/json; charset=UTF-8',
  ],
  [/^JSON\w*EachRow\w*$|^JSONLines$|^NDJSON$/, 'application/x-ndjson; charset=UTF-8'],
  [/^(TabSeparated|TSV)/, 'text/tab-separated-values; charset=UTF-8'],
  [/^CSVWithNames/, 'text/csv; charset=UTF-8; header=present'],
  [/^CSV/, 'text/csv; charset=UTF-8; header=absent'],
  [/^XML$/, 'application/xml; charset=UTF-8'],
  [/^Markdown$/, 'text/markdown; charset=UTF-8'],
  [/^(RowBinary|Native|Parquet|Arrow|ORC|Avro|Protobuf|MsgPack|CapnProto|BSONEachRow|Npy)/, 'application/octet-stream'],
];

/** The media type of an output format, as ClickHouse names it. */
export function contentType(format: string): string {
  return types.find(([pattern]) => pattern.test(format))?.[1] ?? 'text/plain; charset=UTF-8';
}
