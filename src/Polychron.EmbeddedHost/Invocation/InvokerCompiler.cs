using System.Linq.Expressions;
using System.Reflection;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Polychron.EmbeddedHost.Discovery;

namespace Polychron.EmbeddedHost.Invocation;

/// <summary>Compiles a function's call once, so that an invocation needs no reflection.</summary>
internal static class InvokerCompiler
{
    private static readonly PropertyInfo Http = typeof(EmbeddedFunctionContext).GetProperty(nameof(EmbeddedFunctionContext.Http))!;
    private static readonly PropertyInfo Payload = typeof(EmbeddedFunctionContext).GetProperty(nameof(EmbeddedFunctionContext.Payload))!;
    private static readonly PropertyInfo Cancellation = typeof(EmbeddedFunctionContext).GetProperty(nameof(EmbeddedFunctionContext.CancellationToken))!;
    private static readonly PropertyInfo Request = typeof(HttpContext).GetProperty(nameof(HttpContext.Request))!;

    /// <summary>The call of the function's method on a new object of its class, made with the invocation's services.</summary>
    public static FunctionInvoker Compile(FunctionDescriptor function)
    {
        var method = function.Method;
        var context = Expression.Parameter(typeof(EmbeddedFunctionContext), "context");
        var instance = Expression.Parameter(typeof(object), "instance");
        var target = method.IsStatic ? null : Expression.Convert(instance, method.DeclaringType!);
        var call = Expression.Call(target, method, function.Parameters.Select(parameter => Argument(context, parameter)));
        var body = Expression.Lambda<Func<EmbeddedFunctionContext, object?, Task>>(StoreResult(context, call, method.ReturnType), context, instance).Compile();
        if (method.IsStatic)
        {
            return invocation => body(invocation, null);
        }

        var create = ActivatorUtilities.CreateFactory(method.DeclaringType!, Type.EmptyTypes);
        var type = method.DeclaringType!;
        return type.IsAssignableTo(typeof(IDisposable)) || type.IsAssignableTo(typeof(IAsyncDisposable))
            ? invocation => FunctionResults.CallAndDispose(invocation, create(invocation.InstanceServices, null), body)
            : invocation => body(invocation, create(invocation.InstanceServices, null));
    }

    private static Expression Argument(ParameterExpression context, ParameterBinding parameter)
    {
        switch (parameter.Source)
        {
            case ParameterSource.Context:
                return context;
            case ParameterSource.Cancellation:
                return Expression.Property(context, Cancellation);
            case ParameterSource.Route:
                var http = Expression.Property(context, Http);
                return Expression.Call(typeof(RouteArguments), RouteArguments.ReaderOf(parameter.Type), null, http, Expression.Constant(parameter.Name));
            default:
                return parameter.Type == typeof(HttpRequest)
                    ? Expression.Property(Expression.Property(context, Http), Request)
                    : Expression.Convert(Expression.Property(context, Payload), parameter.Type);
        }
    }

    private static Expression StoreResult(ParameterExpression context, MethodCallExpression call, Type returnType)
    {
        if (returnType == typeof(void))
        {
            return Expression.Block(call, Expression.Constant(Task.CompletedTask));
        }

        if (returnType == typeof(Task))
        {
            return call;
        }

        return returnType.IsGenericType && returnType.GetGenericTypeDefinition() == typeof(Task<>)
            ? Expression.Call(typeof(FunctionResults), nameof(FunctionResults.Await), returnType.GetGenericArguments(), context, call)
            : Expression.Call(typeof(FunctionResults), nameof(FunctionResults.Store), null, context, Expression.Convert(call, typeof(object)));
    }
}
