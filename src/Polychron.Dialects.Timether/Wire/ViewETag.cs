using Polychron.Domain.Log;

namespace Polychron.Dialects.Timether.Wire;

/// <summary>ETags of what is shown: of the thing's version, of what the reader may see, and of what else is in the body.</summary>
internal static class ViewETag
{
    /// <summary>The tag of an entity; <paramref name="other"/> is what else its body depends on.</summary>
    public static string Of(Entity entity, Viewer viewer, long other = 0) => Of(entity, viewer, $"{other}");

    /// <inheritdoc cref="Of(Entity, Viewer, long)"/>
    public static string Of(Entity entity, Viewer viewer, string other) =>
        $"\"{entity.Id}-{entity.Version}-{viewer.Sight}-{other}\"";
}
