using System.Text.RegularExpressions;
using Polychron.Architecture.Tests.Support;

namespace Polychron.Architecture.Tests;

/// <summary>
/// That the Functions host on Azure sends a request to the function that ASP.NET Core would choose. The host asks functions in
/// the order of their names and takes the first whose route matches; ASP.NET Core takes the most specific one.
/// </summary>
public partial class RouteTests
{
    // Paths that the host keeps for itself.
    private static readonly string[] Reserved = ["admin", "runtime"];

    private static readonly FunctionRoute Any = new("Any", ["GET"], "timing/{*rest}");

    private static IReadOnlyList<FunctionRoute> Routes { get; } = FunctionRoute.Of(AppFunctions.All);

    [Fact]
    public void Every_route_is_one_to_both_parsers_and_its_constraints_are_known() => Assert.True(Routes.Count > 200);

    [Fact]
    public void The_order_of_names_chooses_as_ASP_NET_Core_does()
    {
        Assert.Contains(Routes, route => Routes.Any(other => other != route && other.Overlaps(route)));
        Assert.Empty(Disagreements(Routes));
    }

    [Fact]
    public void No_route_begins_with_what_the_host_keeps_for_itself() => Assert.DoesNotContain(Routes, IsReserved);

    [Fact]
    public void Every_name_is_one_to_the_host() => Assert.All(AppFunctions.All, function => Assert.True(IsName(function.Name), function.Name));

    [Fact]
    public void A_name_that_hides_another_function_is_noticed()
    {
        var show = new FunctionRoute("TimingShow", ["GET"], "timing/projects/{id}");
        var tree = new FunctionRoute("TimingTree", ["GET"], "timing/projects/tree");
        var number = new FunctionRoute("TimingNumber", ["GET"], "timing/projects/{id:long}");
        var word = new FunctionRoute("TimingWord", ["GET"], "timing/{word:regex(^events$|^hours$)}");

        Assert.Equal(["TimingShow hides TimingTree", "Any hides TimingTree", "Any hides TimingShow"], Disagreements([show, tree, Any]));
        Assert.Single(Disagreements([show, new FunctionRoute("TimingOther", ["GET", "PUT"], "timing/projects/{other}")]));
        Assert.Empty(Disagreements([tree, new FunctionRoute("TimingUpdate", ["PUT"], "timing/projects/{id}")]));
        Assert.False(number.Overlaps(tree));
        Assert.False(word.Overlaps(new FunctionRoute("TimingTeams", ["GET"], "timing/teams")));
        Assert.True(word.Overlaps(new FunctionRoute("TimingHours", ["GET"], "timing/hours")));
        Assert.True(Any.Overlaps(new FunctionRoute("TimingRoot", ["GET"], "timing")));
    }

    [Fact]
    public void A_bad_route_and_a_bad_name_are_noticed()
    {
        Assert.ThrowsAny<Exception>(() => new FunctionRoute("A", ["GET"], "timing/{id"));
        Assert.ThrowsAny<Exception>(() => new FunctionRoute("A", ["GET"], "timing/{id:number}"));
        Assert.True(IsReserved(new FunctionRoute("A", ["GET"], "admin/users")));
        Assert.True(IsReserved(new FunctionRoute("A", ["GET"], "{path}/users")));
        Assert.False(IsName("host"));
        Assert.False(IsName("Timing.Show"));
        Assert.False(IsName(new string('a', 128)));
    }

    /// <summary>A request for which the host's choice, by name, is not the one by precedence; and those that precedence leaves open.</summary>
    private static IEnumerable<string> Disagreements(IReadOnlyList<FunctionRoute> routes) =>
        from second in routes
        from first in routes
        where first != second && first.Overlaps(second)
        let byName = string.Compare(first.Name, second.Name, StringComparison.OrdinalIgnoreCase)
        where byName < 0 && first.Pattern.InboundPrecedence >= second.Pattern.InboundPrecedence
        orderby second.Pattern.InboundPrecedence
        select $"{first.Name} hides {second.Name}";

    // A parameter at the root takes what the host keeps for itself too, but for one that only the root itself meets.
    private static bool IsReserved(FunctionRoute route) =>
        Reserved.Any(word => new FunctionRoute("Reserved", route.Methods, word + "/{*rest}").Overlaps(route));

    private static bool IsName(string name) => name.Length <= 127 && Name().IsMatch(name);

    // As the host has it.
    [GeneratedRegex(@"^[a-z][a-z0-9_\-]{0,127}$(?<!^host$)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Name();
}
