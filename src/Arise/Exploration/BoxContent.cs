using Arise.Descriptors;
using Arise.Mapping;
using Arise.Numerics;
using Arise.Structures;

namespace Arise.Exploration;

/// <summary>What the boxes of a map hold, with the buffers of one thread.</summary>
internal sealed class BoxContent(MapPlan plan)
{
    private readonly List<int> _found = [];
    private readonly NearestDistances _nearest = new();

    /// <summary>
    /// d_NN of the species pairs in a box, which is a structure without a cell, and the atoms in it; an atom whose copy
    /// is in it too stands twice.
    /// </summary>
    public (SpeciesPairDistances Distances, int[] Atoms) Of(int box)
    {
        plan.Atoms.Collect(box, _found);
        Vector3D[] positions = [.. _found.Select(plan.Atoms.PositionOf)];
        ChemicalElement[] species = [.. _found.Select(plan.Atoms.SpeciesOf)];
        return (
            NearestNeighborDistance.Compute(new AtomicStructure(positions, species), _nearest),
            [.. _found.Select(plan.Atoms.AtomOf)]);
    }
}
