namespace Polychron.Storage.Tests;

public class NodePackagesTests
{
    [Fact]
    public void The_lock_file_pins_the_emulator_and_names_no_download_address()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "package-lock.json")))
        {
            folder = folder.Parent;
        }

        var text = File.ReadAllText(Path.Combine(folder!.FullName, "package-lock.json"));
        Assert.Contains("\"azurite\": \"3.35.0\"", text, StringComparison.Ordinal);
        Assert.Contains("\"integrity\"", text, StringComparison.Ordinal);
        Assert.DoesNotContain("\"resolved\"", text, StringComparison.Ordinal);
    }
}
