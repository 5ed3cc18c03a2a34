using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Hosting;
using Polychron.EmbeddedHost.Discovery;
using Polychron.EmbeddedHost.Tests.Support;

namespace Polychron.EmbeddedHost.Tests.Discovery;

/// <summary>Functions that cannot be run, each class for one reason.</summary>
public static class Wrong
{
    public sealed class NoTrigger
    {
        [Function("Bad")]
        public void Run(HttpRequest request) => _ = request;
    }

    public sealed class TwoTriggers
    {
        [Function("Bad")]
        public void Run([HttpTrigger(AuthorizationLevel.Anonymous)] HttpRequest request, [TimerTrigger("0 * * * * *")] TimerInfo timer) => _ = (request, timer);
    }

    public sealed class BadRoute
    {
        [Function("Bad")]
        public void Run([HttpTrigger(AuthorizationLevel.Anonymous, Route = "a/{b")] HttpRequest request) => _ = request;
    }

    public sealed class SlashRoute
    {
        [Function("Bad")]
        public void Run([HttpTrigger(AuthorizationLevel.Anonymous, Route = "/a")] HttpRequest request) => _ = request;
    }

    public sealed class UnknownConstraint
    {
        [Function("Bad")]
        public void Run([HttpTrigger(AuthorizationLevel.Anonymous, Route = "a/{b:longg}")] HttpRequest request) => _ = request;
    }

    public sealed class Keyed
    {
        [Function("Bad")]
        public void Run([HttpTrigger(AuthorizationLevel.Function)] HttpRequest request) => _ = request;
    }

    public sealed class MethodTwice
    {
        [Function("Bad")]
        public void Run([HttpTrigger(AuthorizationLevel.Anonymous, "get", "GET")] HttpRequest request) => _ = request;
    }

    public sealed class WrongRequestType
    {
        [Function("Bad")]
        public void Run([HttpTrigger(AuthorizationLevel.Anonymous)] HttpContext request) => _ = request;
    }

    public sealed class WrongMessageType
    {
        [Function("Bad")]
        public void Run([QueueTrigger("queue")] byte[] message) => _ = message;
    }

    public sealed class WrongQueueName
    {
        [Function("Bad")]
        public void Run([QueueTrigger("Not_A_Queue")] string message) => _ = message;
    }

    public sealed class QueueNameWithoutRoomForPoison
    {
        [Function("Bad")]
        public void Run([QueueTrigger("a23456789-123456789-123456789-123456789-123456789-1234567")] string message) => _ = message;
    }

    public sealed class UnknownParameter
    {
        [Function("Bad")]
        public void Run([HttpTrigger(AuthorizationLevel.Anonymous, Route = "a/{id}")] HttpRequest request, string other) => _ = (request, other);
    }

    public sealed class WrongRouteType
    {
        [Function("Bad")]
        public void Run([HttpTrigger(AuthorizationLevel.Anonymous, Route = "a/{id}")] HttpRequest request, Guid id) => _ = (request, id);
    }

    public sealed class UnconstrainedNumber
    {
        [Function("Bad")]
        public void Run([HttpTrigger(AuthorizationLevel.Anonymous, Route = "a/{id}")] HttpRequest request, long id) => _ = (request, id);
    }

    public sealed class TooWideConstraint
    {
        [Function("Bad")]
        public void Run([HttpTrigger(AuthorizationLevel.Anonymous, Route = "a/{id:long}")] HttpRequest request, int id) => _ = (request, id);
    }

    public sealed class OptionalNumber
    {
        [Function("Bad")]
        public void Run([HttpTrigger(AuthorizationLevel.Anonymous, Route = "a/{id:int?}")] HttpRequest request, int id) => _ = (request, id);
    }

    public sealed class ValueTaskResult
    {
        [Function("Bad")]
        public ValueTask<IResult> Run([HttpTrigger(AuthorizationLevel.Anonymous)] HttpRequest request) => new(Results.Text(request.Path));
    }

    public sealed class TextResult
    {
        [Function("Bad")]
        public string Run([HttpTrigger(AuthorizationLevel.Anonymous)] HttpRequest request) => request.Path;
    }

    public sealed class QueueWithResult
    {
        [Function("Bad")]
        public Task<IResult> Run([QueueTrigger("queue")] string message) => Task.FromResult(Results.Text(message));
    }

    public sealed class BadSchedule
    {
        [Function("Bad")]
        public void Run([TimerTrigger("every now and then")] TimerInfo timer) => _ = timer;
    }

    public sealed class MissingScheduleSetting
    {
        [Function("Bad")]
        public void Run([TimerTrigger("%Missing%")] TimerInfo timer) => _ = timer;
    }

    public sealed class NeverComes
    {
        [Function("Bad")]
        public void Run([TimerTrigger("0 0 0 30 2 *")] TimerInfo timer) => _ = timer;
    }

    public sealed class NoStore
    {
        [Function("Bad")]
        public void Run([TimerTrigger("0 0 0 1 1 *")] TimerInfo timer) => _ = timer;
    }

    public sealed class NoQueueStore
    {
        [Function("Bad")]
        public void Run([QueueTrigger("queue")] string message) => _ = message;
    }

    public sealed class MissingService(Uri never)
    {
        [Function("Bad")]
        public void Run([HttpTrigger(AuthorizationLevel.Anonymous)] HttpRequest request) => _ = (request, never);
    }

    public sealed class BadName
    {
        [Function("Bad name")]
        public void Run([HttpTrigger(AuthorizationLevel.Anonymous)] HttpRequest request) => _ = request;
    }

    public abstract class AbstractClass
    {
        [Function("Bad")]
        public void Run([HttpTrigger(AuthorizationLevel.Anonymous)] HttpRequest request) => _ = request;
    }

    public sealed class GenericMethod
    {
        [Function("Bad")]
        public void Run<T>([HttpTrigger(AuthorizationLevel.Anonymous)] HttpRequest request) => _ = (request, typeof(T));
    }
}

public sealed class Twice
{
    [Function("Same")]
    public void One([HttpTrigger(AuthorizationLevel.Anonymous, Route = "one")] HttpRequest request) => _ = request;

    [Function("same")]
    public void Two([HttpTrigger(AuthorizationLevel.Anonymous, Route = "two")] HttpRequest request) => _ = request;

    [Function("Left")]
    public void Left([HttpTrigger(AuthorizationLevel.Anonymous, "get", "put", Route = "things/{id:long}")] HttpRequest request) => _ = request;

    [Function("Right")]
    public void Right([HttpTrigger(AuthorizationLevel.Anonymous, "PUT", Route = "Things/{key:long}")] HttpRequest request) => _ = request;

    [Function("QueueOne")]
    public void QueueOne([QueueTrigger("queue")] string message) => _ = message;

    [Function("QueueTwo")]
    public void QueueTwo([QueueTrigger("queue")] string message) => _ = message;
}

public sealed class DeclarationTests
{
    [Theory]
    [InlineData(typeof(Wrong.NoTrigger), "no trigger")]
    [InlineData(typeof(Wrong.TwoTriggers), "more than one trigger")]
    [InlineData(typeof(Wrong.BadRoute), "cannot be parsed")]
    [InlineData(typeof(Wrong.SlashRoute), "begins with a slash")]
    [InlineData(typeof(Wrong.UnknownConstraint), "'longg'")]
    [InlineData(typeof(Wrong.Keyed), "only Anonymous")]
    [InlineData(typeof(Wrong.MethodTwice), "named twice")]
    [InlineData(typeof(Wrong.WrongRequestType), "of type HttpRequest")]
    [InlineData(typeof(Wrong.WrongMessageType), "of type String")]
    [InlineData(typeof(Wrong.WrongQueueName), "no queue name")]
    [InlineData(typeof(Wrong.QueueNameWithoutRoomForPoison), "no queue name")]
    [InlineData(typeof(Wrong.UnknownParameter), "'other'")]
    [InlineData(typeof(Wrong.WrongRouteType), "a string, an int or a long")]
    [InlineData(typeof(Wrong.UnconstrainedNumber), "{id:long}")]
    [InlineData(typeof(Wrong.TooWideConstraint), "{id:int}")]
    [InlineData(typeof(Wrong.OptionalNumber), "nullable")]
    [InlineData(typeof(Wrong.ValueTaskResult), "returns ValueTask")]
    [InlineData(typeof(Wrong.TextResult), "returns String")]
    [InlineData(typeof(Wrong.QueueWithResult), "void or Task")]
    [InlineData(typeof(Wrong.BadSchedule), "no NCRONTAB expression")]
    [InlineData(typeof(Wrong.MissingScheduleSetting), "%Missing% is missing")]
    [InlineData(typeof(Wrong.NeverComes), "never comes")]
    [InlineData(typeof(Wrong.NoStore), "ITableStore")]
    [InlineData(typeof(Wrong.NoQueueStore), "IQueueStore")]
    [InlineData(typeof(Wrong.MissingService), "System.Uri")]
    [InlineData(typeof(Wrong.BadName), "begin with a letter")]
    [InlineData(typeof(Wrong.AbstractClass), "abstract")]
    [InlineData(typeof(Wrong.GenericMethod), "generic")]
    public void A_function_that_cannot_be_run_is_an_error_at_start_that_names_it(Type type, string reason)
    {
        var error = Assert.Throws<FunctionDeclarationException>(() => TestApp.BuildHost([type]));

        var problem = Assert.Single(error.Problems);
        Assert.Contains("'Bad", problem, StringComparison.Ordinal);
        Assert.Contains(reason, problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_class_of_wrong_functions_is_tested()
    {
        var tested = typeof(DeclarationTests).GetMethod(nameof(A_function_that_cannot_be_run_is_an_error_at_start_that_names_it))!
            .GetCustomAttributesData().Where(data => data.AttributeType == typeof(InlineDataAttribute))
            .Select(data => ((IReadOnlyList<System.Reflection.CustomAttributeTypedArgument>)data.ConstructorArguments[0].Value!)[0].Value);

        Assert.Equal(typeof(Wrong).GetNestedTypes().OrderBy(type => type.Name), tested.Cast<Type>().OrderBy(type => type.Name));
    }

    [Fact]
    public void A_name_a_route_and_a_queue_belong_to_one_function()
    {
        var error = Assert.Throws<FunctionDeclarationException>(() => TestApp.BuildHost([typeof(Twice)]));

        Assert.Collection(
            error.Problems,
            name => Assert.Contains("'Same': the name is used more than once", name, StringComparison.Ordinal),
            route => Assert.Contains("'Left' and 'Right' answer the same method and route: PUT /things/{:long}", route, StringComparison.Ordinal),
            queue => Assert.Contains("'QueueOne' and 'QueueTwo' listen to the same queue 'queue'", queue, StringComparison.Ordinal));
    }

    [Fact]
    public void All_problems_are_told_at_once()
    {
        var error = Assert.Throws<FunctionDeclarationException>(() => TestApp.BuildHost([typeof(Wrong.NoTrigger), typeof(Wrong.TextResult)]));

        Assert.Equal(2, error.Problems.Count);
        Assert.All(error.Problems, problem => Assert.Contains(problem, error.Message, StringComparison.Ordinal));
    }

    [Fact]
    public void Http_functions_need_the_web_application()
    {
        var builder = new Microsoft.Azure.Functions.Worker.Builder.FunctionsApplicationBuilder([], new() { FunctionClasses = [typeof(Http.LoggedFunctions)] });

        var error = Assert.Throws<FunctionDeclarationException>(() => builder.Build());
        Assert.Contains("ConfigureFunctionsWebApplication", error.Message, StringComparison.Ordinal);
        Assert.Throws<InvalidOperationException>(() => builder.Build());
        Assert.Throws<InvalidOperationException>(() => builder.UseMiddleware<Http.Inner>());
    }

    [Fact]
    public void The_apps_assemblies_are_those_deployed_with_it_that_use_the_worker_api()
    {
        var found = FunctionAssemblies.OfTheApp();

        Assert.Contains(typeof(Polychron.Operator.Site.HealthFunction).Assembly, found);
        Assert.Contains(typeof(DeclarationTests).Assembly, found);
        Assert.DoesNotContain(typeof(FunctionAssemblies).Assembly, found);
        Assert.DoesNotContain(typeof(Polychron.UseCases.Ports.Tables.ITableStore).Assembly, found);
        var names = FunctionDiscovery.Discover([typeof(Polychron.Operator.Site.HealthFunction).Assembly])
            .Select(function => function.Name).ToHashSet();
        Assert.Superset(new HashSet<string> { "Health", "Landing" }, names);
    }
}
