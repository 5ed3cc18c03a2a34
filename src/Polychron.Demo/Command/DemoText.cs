using System.Globalization;
using System.Text;
using Polychron.Demo.Fill;
using Polychron.Dialects;

namespace Polychron.Demo.Command;

/// <summary>What the demo prints: what there is, and how to look at it through each API that this build speaks.</summary>
internal static class DemoText
{
    public static string Of(
        DemoMade made, DemoOptions options, TimeSpan took, string howToServe, string address, IReadOnlyList<DialectDescription> dialects)
    {
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"Workspace {made.WorkspaceId} has {made.People} people, {made.Projects} projects and {made.Entries:#,0} entries from {made.From:uuuu'-'MM'-'dd} to {options.End:uuuu'-'MM'-'dd}, made in {took.TotalSeconds:0.0} s.");
        text.AppendLine().AppendLine("Start the server on it:").AppendLine($"  {howToServe}");
        text.AppendLine().AppendLine("In another terminal, with the token of its owner (shown only now):").AppendLine($"  TOKEN={made.Token}")
            .AppendLine(CultureInfo.InvariantCulture, $"  WORKSPACE={made.WorkspaceId}");
        foreach (var dialect in dialects)
        {
            text.AppendLine($"  # {dialect.Name}").AppendLine($"  curl {dialect.AuthHint} '{address}{dialect.BasePath}{dialect.SamplePath}'");
        }

        return text.ToString();
    }
}
