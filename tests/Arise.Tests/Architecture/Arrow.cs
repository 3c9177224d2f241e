namespace Arise.Tests.Architecture;

/// <summary>A room uses another one; the example says where.</summary>
/// <param name="From">The room that uses.</param>
/// <param name="To">The room that is used.</param>
/// <param name="Example">A type of the first and what it uses.</param>
internal sealed record Arrow(string From, string To, string Example);
