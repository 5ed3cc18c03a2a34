namespace Polychron.Storage.Sqlite;

/// <summary>The data folder of the embedded store cannot be opened; the message names the folder and says what to do.</summary>
public sealed class DataFolderException(string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>Whether another process has it, such as a server that runs.</summary>
    public bool IsInUse { get; init; }
}
