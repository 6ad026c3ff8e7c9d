using System.Collections.Concurrent;
using System.Reflection;
using System.Text.Json;

namespace SocialInnovation.Application.Common.Messaging;

/// <summary>Reaches the receipt inside a result whose type parameter is not known where it is handled.</summary>
internal static class ReceiptResult
{
    private static readonly ConcurrentDictionary<Type, (Type Receipt, MethodInfo Wrap)> Known = new();

    public static Receipt? Find(object? result) =>
        result is not null && IsReceipt(result.GetType()) && ErrorOf(result) is null
            ? (Receipt)result.GetType().GetProperty(nameof(Result<object>.Value))!.GetValue(result)!
            : null;

    public static TResponse Read<TResponse>(string json)
    {
        var (receipt, wrap) = Known.GetOrAdd(
            typeof(TResponse),
            type =>
            {
                var argument = type.GetGenericArguments()[0];
                return (argument, type.GetMethods().Single(x => x.Name == "op_Implicit" && x.GetParameters()[0].ParameterType == argument));
            }
        );
        return (TResponse)wrap.Invoke(null, [JsonSerializer.Deserialize(json, receipt)])!;
    }

    private static bool IsReceipt(Type type) =>
        type.IsGenericType
        && type.GetGenericTypeDefinition() == typeof(Result<>)
        && type.GetGenericArguments()[0].IsAssignableTo(typeof(Receipt));

    private static object? ErrorOf(object result) => result.GetType().GetProperty(nameof(Result<object>.Error))!.GetValue(result);
}
