using System.Collections.Concurrent;
using System.Reflection;
using System.Text.Json;

namespace SocialInnovation.Application.Common.Messaging;

/// <summary>Makes a result of a kept receipt, where its type parameter is not known.</summary>
internal static class ReceiptResult
{
    private static readonly ConcurrentDictionary<Type, (Type Receipt, MethodInfo Wrap)> Known = new();

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
}
