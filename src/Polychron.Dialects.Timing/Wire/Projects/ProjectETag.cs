using System.Buffers.Binary;
using System.Security.Cryptography;
using Polychron.Domain.Projects;

namespace Polychron.Dialects.Timing.Wire.Projects;

/// <summary>The ETag of a project: of all that its representation shows, which is itself, its children's ids and its ancestors' titles.</summary>
internal static class ProjectETag
{
    private const int TagBytes = 16;

    /// <summary>The tag of the project as it stands in the forest: a hash, since children and ancestors can be many.</summary>
    public static string Of(Project project, ProjectForest forest)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var above in forest.Chain(project))
        {
            Append(hash, above.Id, above.Version);
        }

        foreach (var child in forest.Children(project.Id))
        {
            Append(hash, child.Id, 0);
        }

        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        hash.GetHashAndReset(digest);
        return $"\"{project.Id}-{Convert.ToHexStringLower(digest[..TagBytes])}\"";
    }

    private static void Append(IncrementalHash hash, long id, long version)
    {
        Span<byte> pair = stackalloc byte[16];
        BinaryPrimitives.WriteInt64LittleEndian(pair, id);
        BinaryPrimitives.WriteInt64LittleEndian(pair[8..], version);
        hash.AppendData(pair);
    }
}
