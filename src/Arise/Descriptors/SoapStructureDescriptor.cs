using System.Collections.Concurrent;
using Arise.Structures;

namespace Arise.Descriptors;

/// <summary>The averaged SOAP vector of a structure, with buffers for as many threads as ask.</summary>
internal sealed class SoapStructureDescriptor(SoapSettings settings) : IStructureDescriptor
{
    // Buffers for more atoms are not kept for the next structure.
    private const int MostKept = 1 << 16;

    private readonly SoapDescriptor _descriptor = new(settings);
    private readonly ConcurrentBag<SoapWorkspace> _workspaces = [];

    /// <inheritdoc/>
    public int Length => _descriptor.Length;

    /// <inheritdoc/>
    public SpeciesPairDistances Compute(AtomicStructure structure, Span<float> vector)
    {
        if (!_workspaces.TryTake(out SoapWorkspace? workspace))
            workspace = new SoapWorkspace(_descriptor);
        SpeciesPairDistances distances = _descriptor.Compute(structure, workspace, vector);
        if (structure.Count <= MostKept)
            _workspaces.Add(workspace);
        return distances;
    }
}
