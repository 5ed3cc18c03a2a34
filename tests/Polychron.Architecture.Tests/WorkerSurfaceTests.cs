using Microsoft.Azure.Functions.Worker;
using Polychron.Architecture.Tests.Support;

namespace Polychron.Architecture.Tests;

public class WorkerSurfaceTests
{
    private const string Host = "Polychron.EmbeddedHost";

    [Fact]
    public void The_product_uses_no_more_of_the_worker_than_the_list_has()
    {
        var used = BuiltAssembly.Product.Where(assembly => assembly.Name != Host).SelectMany(OfTheWorker).ToList();

        Assert.NotEmpty(used);
        Assert.Empty(Unlisted(used));
    }

    [Fact]
    public void What_the_list_has_the_product_uses()
    {
        var used = BuiltAssembly.Product.Where(assembly => assembly.Name != Host).SelectMany(OfTheWorker).ToList();

        var unused = Unused(WorkerSurface.Members, used).Except(WorkerSurface.Implemented).ToList();
        Assert.True(unused.Count == 0, string.Join(' ', unused));
        Assert.Equal(
            ["A.B.C", "A.B.D"],
            Unused(new Dictionary<string, string[]> { ["A.B"] = ["C", "D", "E"] }, [new("H", "A", "B", null), new("H", "A", "B", "E")]));
    }

    [Fact]
    public void What_the_list_has_the_embedded_host_has()
    {
        var types = typeof(FunctionAttribute).Assembly.GetExportedTypes();

        Assert.All(WorkerSurface.Members, listed =>
        {
            var type = types.Single(found => found.FullName == listed.Key);
            Assert.All(listed.Value.Where(member => member != ".ctor"), member => Assert.NotEmpty(type.GetMember(member)));
        });
    }

    [Fact]
    public void Triggers_set_no_more_than_the_list_has()
    {
        var set = AppFunctions.All.SelectMany(function => function.SetProperties).ToList();

        Assert.NotEmpty(set);
        Assert.DoesNotContain(set, IsUnlisted);
    }

    [Fact]
    public void The_hosts_own_types_are_out_of_the_products_reach() =>
        Assert.DoesNotContain(
            typeof(FunctionAttribute).Assembly.GetExportedTypes(),
            type => !type.Namespace!.StartsWith("Microsoft.", StringComparison.Ordinal));

    [Fact]
    public void Another_member_of_the_worker_is_noticed()
    {
        // Planted.FarReachingMiddleware uses IFunctionsWorkerApplicationBuilder.Use and FunctionDefinition.EntryPoint.
        var unlisted = Unlisted(OfTheWorker(BuiltAssembly.Read("Polychron.Architecture.Tests"))).Select(symbol => symbol.ToString());

        Assert.Contains("Microsoft.Azure.Functions.Worker.IFunctionsWorkerApplicationBuilder.Use", unlisted);
        Assert.Contains("Microsoft.Azure.Functions.Worker.FunctionDefinition.get_EntryPoint", unlisted);
        Assert.True(IsUnlisted(("HttpTriggerAttribute", "DataType")));
    }

    private static IEnumerable<UsedSymbol> OfTheWorker(BuiltAssembly assembly) =>
        assembly.Symbols.Where(symbol =>
            symbol.Assembly == Host || symbol.Namespace.StartsWith("Microsoft.Azure.Functions", StringComparison.Ordinal));

    private static IEnumerable<UsedSymbol> Unlisted(IEnumerable<UsedSymbol> used) =>
        used.Where(symbol => !WorkerSurface.Members.TryGetValue($"{symbol.Namespace}.{symbol.Type}", out var members)
            || (symbol.Member is { } member && !members.Contains(member)));

    private static IEnumerable<string> Unused(IReadOnlyDictionary<string, string[]> listed, List<UsedSymbol> used)
    {
        var names = used.Select(symbol => symbol.ToString()).ToHashSet();
        return listed.SelectMany(type => type.Value.Select(member => $"{type.Key}.{member}").Prepend(type.Key)).Where(name => !names.Contains(name));
    }

    private static bool IsUnlisted((string Attribute, string Property) set) =>
        !WorkerSurface.AttributeProperties[set.Attribute].Contains(set.Property);
}
