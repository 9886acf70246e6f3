const megabyte = 1024 * 1024;

/**
 * Arguments that keep an engine small which idles beside the app all night and holds one shop's tables: the defaults
 * are those of a machine of its own, with caches of gigabytes and pools of hundreds of threads.
 */
export const serverArgs: readonly string[] = Object.entries({
  max_server_memory_usage: 4096 * megabyte,
  mark_cache_size: 64 * megabyte,
  primary_index_cache_size: 32 * megabyte,
  index_mark_cache_size: 16 * megabyte,
  query_condition_cache_size: 8 * megabyte,
  compiled_expression_cache_size: 16 * megabyte,
  vector_similarity_index_cache_size: megabyte,
  text_index_tokens_cache_size: megabyte,
  text_index_header_cache_size: megabyte,
  text_index_postings_cache_size: megabyte,
  parquet_metadata_cache_size: megabyte,
  iceberg_metadata_files_cache_size: megabyte,
  max_thread_pool_free_size: 8,
  max_io_thread_pool_free_size: 0,
  background_pool_size: 2,
  // The default of 50 ms is most of what an idle engine costs.
  memory_worker_period_ms: 1000,
}).map(([name, value]) => `--${name}=${value}`);
