using System.CommandLine;
using Arise.Sharding;

namespace Arise.Cli;

/// <summary>How a verb is invoked whose work is done: it takes the results from parts.</summary>
/// <param name="parts">The parts.</param>
internal sealed class MergeConfiguration(PartSet parts) : InvocationConfiguration
{
    /// <summary>The parts.</summary>
    public PartSet Parts { get; } = parts;

    /// <summary>The parts that a verb shall put together; null for a run of its own.</summary>
    public static PartSet? PartsOf(ParseResult parsed) => (parsed.InvocationConfiguration as MergeConfiguration)?.Parts;
}
