using System.Reflection;
using System.Runtime.CompilerServices;
using Polychron.Architecture.Tests.Planted;
using Polychron.Domain.Log;
using Polychron.UseCases.Ports.Log;

namespace Polychron.Architecture.Tests;

public class DomainTests
{
    [Fact]
    public void Nothing_of_the_domain_changes_after_it_was_made()
    {
        var types = typeof(Entity).Assembly.GetExportedTypes();

        Assert.Contains(types, type => type.IsSubclassOf(typeof(Entity)));
        Assert.Empty(types.SelectMany(Changeable));
    }

    [Fact]
    public void Every_kind_of_entity_has_a_class_of_its_own()
    {
        var kinds = typeof(Entity).Assembly.GetExportedTypes().Where(type => type.IsSubclassOf(typeof(Entity)))
            .Select(type => ((Entity)RuntimeHelpers.GetUninitializedObject(type)).Kind).ToList();

        Assert.Equal(Enum.GetValues<EntityKind>().Order(), kinds.Order());
    }

    [Fact]
    public void Whatever_a_port_waits_for_can_be_given_up()
    {
        var waiting = typeof(IWorkspaceLog).Assembly.GetExportedTypes()
            .Where(type => type.IsInterface && type.Namespace!.Contains(".Ports", StringComparison.Ordinal))
            .SelectMany(type => type.GetMethods()).Where(Waits).ToList();

        Assert.NotEmpty(waiting);
        Assert.Empty(waiting.Where(CannotBeGivenUp).Select(method => $"{method.DeclaringType!.Name}.{method.Name}"));
    }

    [Fact]
    public void A_setter_and_a_wait_without_end_are_noticed()
    {
        Assert.Equal(["MutableEntry.Title"], Changeable(typeof(MutableEntry)));
        Assert.NotEmpty(Changeable(typeof(PlantedField)));
        Assert.True(CannotBeGivenUp(typeof(IPlantedPort).GetMethod(nameof(IPlantedPort.WaitAsync))!));
        Assert.True(Waits(typeof(IPlantedPort).GetMethod(nameof(IPlantedPort.ListAsync))!));
    }

    private static IEnumerable<string> Changeable(Type type) =>
        type.GetProperties(BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.DeclaredOnly)
            .Where(property => property.SetMethod is { IsPublic: true } set
                && !set.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit)))
            .Select(property => $"{type.Name}.{property.Name}")
            .Concat(type.GetFields(BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.DeclaredOnly)
                .Where(field => field is { IsInitOnly: false, IsLiteral: false, IsSpecialName: false })
                .Select(field => $"{type.Name}.{field.Name}"));

    private static bool Waits(MethodInfo method) =>
        typeof(Task).IsAssignableFrom(method.ReturnType)
        || (method.ReturnType.IsGenericType && method.ReturnType.GetGenericTypeDefinition() is var open
            && (open == typeof(ValueTask<>) || open == typeof(IAsyncEnumerable<>)))
        || method.ReturnType == typeof(ValueTask);

    private static bool CannotBeGivenUp(MethodInfo method) =>
        method.GetParameters().All(parameter => parameter.ParameterType != typeof(CancellationToken));

    private interface IPlantedPort
    {
        Task WaitAsync();

        IAsyncEnumerable<int> ListAsync();
    }

#pragma warning disable CS0649, CA1051 // It is there to be found.
    private struct PlantedField
    {
        public int Value;
    }
#pragma warning restore CS0649, CA1051
}
