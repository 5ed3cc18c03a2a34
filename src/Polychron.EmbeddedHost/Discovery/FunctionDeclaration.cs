using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Polychron.EmbeddedHost.Queues;
using Polychron.UseCases.Ports.Queues;

namespace Polychron.EmbeddedHost.Discovery;

/// <summary>Reads one function's declaration and says what is wrong with it.</summary>
internal static partial class FunctionDeclaration
{
    /// <summary>The function, or null with the reasons in <paramref name="problems"/>.</summary>
    public static FunctionDescriptor? Read(string name, MethodInfo method, List<string> problems)
    {
        if (!NamePattern().IsMatch(name))
        {
            problems.Add("its name has to begin with a letter and to have at most 128 letters, digits, underscores and hyphens.");
        }

        CheckClass(method, problems);
        var triggers = method.GetParameters().Where(parameter => TriggerOf(parameter) is not null).ToArray();
        if (triggers.Length != 1)
        {
            problems.Add(triggers.Length == 0 ? "it has no trigger." : "it has more than one trigger.");
            return null;
        }

        var trigger = ReadTrigger(name, triggers[0], problems);
        CheckReturnType(method.ReturnType, trigger, problems);
        var parameters = ParameterDeclaration.Read(method, triggers[0], trigger, problems);
        return problems.Count == 0 ? new FunctionDescriptor(name, method, trigger!, parameters) : null;
    }

    private static void CheckClass(MethodInfo method, List<string> problems)
    {
        var type = method.DeclaringType!;
        if (type.ContainsGenericParameters || method.ContainsGenericParameters)
        {
            problems.Add("it is generic.");
        }
        else if (!method.IsStatic && (type.IsAbstract || type.GetConstructors().Length == 0))
        {
            problems.Add("its class is abstract or has no public constructor.");
        }
    }

    private static Attribute? TriggerOf(ParameterInfo parameter) =>
        parameter.GetCustomAttributes().FirstOrDefault(attribute => attribute is HttpTriggerAttribute or QueueTriggerAttribute or TimerTriggerAttribute);

    private static FunctionTrigger? ReadTrigger(string name, ParameterInfo parameter, List<string> problems)
    {
        switch (TriggerOf(parameter))
        {
            case HttpTriggerAttribute http:
                Require(parameter, typeof(HttpRequest), problems);
                return HttpDeclaration.Read(name, http, problems);
            case QueueTriggerAttribute queue:
                Require(parameter, typeof(string), problems);
                return QueueDeclaration(queue, problems);
            case TimerTriggerAttribute timer:
                Require(parameter, typeof(TimerInfo), problems);
                return new TimerFunctionTrigger(timer.Schedule, timer.RunOnStartup, timer.UseMonitor);
            default:
                return null;
        }
    }

    private static QueueFunctionTrigger QueueDeclaration(QueueTriggerAttribute queue, List<string> problems)
    {
        try
        {
            // Its poison queue's name has to be one, too.
            QueueLimits.CheckName(queue.QueueName + QueueMessageWorker.PoisonSuffix);
        }
        catch (ArgumentException bad)
        {
            problems.Add(bad.Message);
        }

        return new QueueFunctionTrigger(queue.QueueName);
    }

    private static void Require(ParameterInfo parameter, Type type, List<string> problems)
    {
        if (parameter.ParameterType != type)
        {
            problems.Add($"its trigger parameter '{parameter.Name}' has to be of type {type.Name}, not {parameter.ParameterType.Name}.");
        }
    }

    private static void CheckReturnType(Type type, FunctionTrigger? trigger, List<string> problems)
    {
        if (type == typeof(void) || type == typeof(Task))
        {
            return;
        }

        // The official worker awaits Task only: it would take a ValueTask itself for the result.
        var result = type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Task<>) ? type.GetGenericArguments()[0] : type;
        if (trigger is not HttpFunctionTrigger || (!result.IsAssignableTo(typeof(IResult)) && !result.IsAssignableTo(typeof(IActionResult))))
        {
            problems.Add(trigger is HttpFunctionTrigger
                ? $"it returns {type.Name}; an HTTP function returns void, IResult, IActionResult, or a Task of them."
                : $"it returns {type.Name}; a queue or timer function returns void or Task.");
        }
    }

    [GeneratedRegex("^[a-zA-Z][a-zA-Z0-9_-]{0,127}$", RegexOptions.CultureInvariant)]
    private static partial Regex NamePattern();
}
