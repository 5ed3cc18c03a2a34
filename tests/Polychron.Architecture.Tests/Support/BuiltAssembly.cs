using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Polychron.Architecture.Tests.Support;

/// <summary>A built assembly, read without loading it: what it refers to, symbol by symbol.</summary>
public sealed class BuiltAssembly
{
    private BuiltAssembly(string name, IReadOnlyList<string> references, IReadOnlyList<UsedSymbol> symbols)
    {
        Name = name;
        References = references;
        Symbols = symbols;
    }

    public string Name { get; }

    /// <summary>The names of the assemblies that it refers to.</summary>
    public IReadOnlyList<string> References { get; }

    /// <summary>The types and members of other assemblies that it uses.</summary>
    public IReadOnlyList<UsedSymbol> Symbols { get; }

    /// <summary>The product's assemblies: one for each project of src.</summary>
    public static IReadOnlyList<BuiltAssembly> Product { get; } =
        [.. SourceTree.This.Projects().Where(project => project.Path.StartsWith("src/", StringComparison.Ordinal)).Select(project => Read(project.Name))];

    /// <summary>Reads an assembly that stands beside this one.</summary>
    public static BuiltAssembly Read(string name)
    {
        using var file = new PEReader(File.OpenRead(Path.Combine(AppContext.BaseDirectory, name + ".dll")));
        var reader = file.GetMetadataReader();
        return new BuiltAssembly(
            name,
            [.. reader.AssemblyReferences.Select(handle => reader.GetString(reader.GetAssemblyReference(handle).Name))],
            [.. Types(reader), .. Members(reader)]);
    }

    private static IEnumerable<UsedSymbol> Types(MetadataReader reader) =>
        from handle in reader.TypeReferences
        let found = TypeOf(reader, handle)
        where found is not null
        select found;

    private static IEnumerable<UsedSymbol> Members(MetadataReader reader) =>
        from handle in reader.MemberReferences
        let member = reader.GetMemberReference(handle)
        let type = member.Parent.Kind switch
        {
            HandleKind.TypeReference => TypeOf(reader, (TypeReferenceHandle)member.Parent),
            HandleKind.TypeSpecification => GenericTypeOf(reader, (TypeSpecificationHandle)member.Parent),
            _ => null,
        }
        where type is not null
        select type with { Member = reader.GetString(member.Name) };

    private static UsedSymbol? TypeOf(MetadataReader reader, TypeReferenceHandle handle)
    {
        var type = reader.GetTypeReference(handle);
        var name = reader.GetString(type.Name);
        switch (type.ResolutionScope.Kind)
        {
            case HandleKind.AssemblyReference:
                var assembly = reader.GetAssemblyReference((AssemblyReferenceHandle)type.ResolutionScope);
                return new UsedSymbol(reader.GetString(assembly.Name), reader.GetString(type.Namespace), name, null);
            case HandleKind.TypeReference:
                var outer = TypeOf(reader, (TypeReferenceHandle)type.ResolutionScope);
                return outer is null ? null : outer with { Type = $"{outer.Type}+{name}" };
            default:
                return null;
        }
    }

    /// <summary>The open type of a generic instance: after the two bytes "generic instance" and "class" or "value type" stands its coded token.</summary>
    private static UsedSymbol? GenericTypeOf(MetadataReader reader, TypeSpecificationHandle handle)
    {
        var blob = reader.GetBlobReader(reader.GetTypeSpecification(handle).Signature);
        if (blob.ReadSignatureTypeCode() != SignatureTypeCode.GenericTypeInstance)
        {
            return null;
        }

        blob.ReadByte();
        var type = blob.ReadTypeHandle();
        return type.Kind == HandleKind.TypeReference ? TypeOf(reader, (TypeReferenceHandle)type) : null;
    }
}

/// <summary>A type of another assembly, or one of its members.</summary>
public sealed record UsedSymbol(string Assembly, string Namespace, string Type, string? Member)
{
    public override string ToString() => Member is null ? $"{Namespace}.{Type}" : $"{Namespace}.{Type}.{Member}";
}
