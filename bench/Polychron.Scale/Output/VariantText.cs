using Polychron.Scale.Service;

namespace Polychron.Scale.Output;

/// <summary>A variant in words.</summary>
internal static class VariantText
{
    public static string Of(Variant variant) =>
        $"{(variant.Reads == ReadWeight.Entities ? "rows read count" : "reads count once")}, {(variant.HasAffinity ? "one instance a workspace" : "any instance")}";
}
