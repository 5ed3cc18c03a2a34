namespace Polychron.Storage.Sqlite;

/// <summary>
/// Holds a data folder for this process. The operating system frees it when the process ends, however it ends, so that
/// no stale lock has to be removed by hand after a crash.
/// </summary>
internal sealed class DataFolderLock : IDisposable
{
    private const string FileName = "polychron.lock";
    private readonly FileStream _file;

    private DataFolderLock(FileStream file) => _file = file;

    public static DataFolderLock Take(string folder)
    {
        try
        {
            Directory.CreateDirectory(folder);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new DataFolderException($"The data folder '{folder}' cannot be created: {e.Message}", e);
        }

        try
        {
            return new DataFolderLock(new FileStream(
                Path.Combine(folder, FileName), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException e)
        {
            throw new DataFolderException(
                $"The data folder '{folder}' is in use by another process (or '{FileName}' in it cannot be locked). "
                + "The embedded store serves one process: stop the other one, or set Polychron:DataPath to another folder.",
                e)
            {
                IsInUse = true,
            };
        }
        catch (UnauthorizedAccessException e)
        {
            throw new DataFolderException($"The data folder '{folder}' is not writable for this process.", e);
        }
    }

    public void Dispose() => _file.Dispose();
}
