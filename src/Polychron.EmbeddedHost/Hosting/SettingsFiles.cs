namespace Polychron.EmbeddedHost.Hosting;

/// <summary>Where the host's files are looked for.</summary>
internal static class SettingsFiles
{
    /// <summary>The file in the content root, else the one beside the app, else null.</summary>
    public static string? Find(string contentRoot, string name)
    {
        var inContentRoot = Path.Combine(contentRoot, name);
        if (File.Exists(inContentRoot))
        {
            return inContentRoot;
        }

        var besideApp = Path.Combine(AppContext.BaseDirectory, name);
        return File.Exists(besideApp) ? besideApp : null;
    }
}
