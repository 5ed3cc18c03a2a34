namespace Polychron.Import.Csv;

/// <summary>The file as a whole cannot be read further; the message says why, and what to do. Rows before it stay imported.</summary>
public sealed class FileRefusedException(string message, Exception? inner = null) : Exception(message, inner);
