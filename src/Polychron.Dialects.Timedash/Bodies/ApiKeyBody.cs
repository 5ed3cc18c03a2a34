using Polychron.Dialects.Bodies;
using Polychron.UseCases;

namespace Polychron.Dialects.Timedash.Bodies;

/// <summary>Reads the bodies of requests that write an API key: its name.</summary>
internal static class ApiKeyBody
{
    /// <summary>What can be set.</summary>
    public static readonly string[] Settable = ["name"];

    private const int MaxName = 500;

    private static readonly string[] Shown = ["id", "object", "current", "requests_per_minute", "created", "updated"];

    /// <summary>The name.</summary>
    public static Change<string> Read(JsonBody body, bool isNew)
    {
        var reader = Members.Read(body, Settable, Shown);
        if (isNew)
        {
            reader.Require("name");
        }

        var name = reader.Text("name", MaxName).NotNull(reader, "name");
        reader.ThrowIfInvalid();
        return name;
    }
}
