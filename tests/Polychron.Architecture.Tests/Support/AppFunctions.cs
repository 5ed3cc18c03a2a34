using System.Reflection;
using Microsoft.Azure.Functions.Worker;

namespace Polychron.Architecture.Tests.Support;

/// <summary>The functions of the app, found by reflection.</summary>
internal static class AppFunctions
{
    public static IReadOnlyList<AppFunction> All { get; } =
        [.. BuiltAssembly.Product.SelectMany(assembly => Of(Assembly.Load(assembly.Name)))];

    public static IEnumerable<AppFunction> Of(Assembly assembly) =>
        assembly.GetTypes().SelectMany(type => Of(type));

    public static IEnumerable<AppFunction> Of(Type type) =>
        from method in type.GetMethods(BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly)
        where method.IsDefined(typeof(FunctionAttribute))
        select new AppFunction(method);
}

/// <summary>A function.</summary>
internal sealed record AppFunction(MethodInfo Method)
{
    public string Name { get; } = Method.GetCustomAttribute<FunctionAttribute>()!.Name;

    public HttpTriggerAttribute? Http { get; } =
        Method.GetParameters().Select(parameter => parameter.GetCustomAttribute<HttpTriggerAttribute>()).FirstOrDefault(trigger => trigger is not null);

    public string Assembly => Method.DeclaringType!.Assembly.GetName().Name!;

    /// <summary>The properties that the function's worker attributes set by name.</summary>
    public IEnumerable<(string Attribute, string Property)> SetProperties =>
        from attribute in Method.GetCustomAttributesData().Concat(Method.GetParameters().SelectMany(parameter => parameter.GetCustomAttributesData()))
        where attribute.AttributeType.Namespace == typeof(FunctionAttribute).Namespace
        from argument in attribute.NamedArguments
        select (attribute.AttributeType.Name, argument.MemberName);

    public override string ToString() => $"{Method.DeclaringType!.FullName}.{Method.Name}";
}
