using System.Collections.Immutable;
using Arise.Numerics;

namespace Arise.Structures.Symmetry;

/// <summary>
/// The symmetry of a cell, found from its atoms: all operations x' = R x + t that take every atom to an image of an
/// atom of the same species, R a rotation or reflection.
/// </summary>
/// <remarks>
/// The rotations are tried as integer matrices in the <see cref="ReducedCell"/>, so that the answer does not depend on
/// the cell chosen; the translations are those that take an atom of the rarest species to another. Operations that hold
/// within a tolerance need not form a group; the tolerance is halved until they do.
/// </remarks>
internal sealed class CellSymmetry
{
    private const double LeastTolerance = 1e-6;

    private CellSymmetry(ImmutableArray<Operation> operations, double tolerance)
    {
        (Operations, Tolerance) = (operations, tolerance);
        PointGroup = [.. operations.DistinctBy(operation => operation.Matrix).Select(operation => operation.Rotation)];
    }

    /// <summary>An operation of the group.</summary>
    /// <param name="Rotation">R, Cartesian and orthogonal, proper or improper.</param>
    /// <param name="Matrix">R in the reduced basis: nine integers, the image of a first.</param>
    /// <param name="Images">The atom on whose place, up to lattice vectors, each atom comes.</param>
    internal readonly record struct Operation(Rotation Rotation, IntegerMatrix Matrix, ImmutableArray<int> Images);

    /// <summary>Nine integers; row by row the images of the basis vectors.</summary>
    internal readonly record struct IntegerMatrix(
        (int A, int B, int C) First, (int A, int B, int C) Second, (int A, int B, int C) Third)
    {
        /// <summary>The matrix of the operation that applies <paramref name="first"/> and then this one.</summary>
        public IntegerMatrix After(IntegerMatrix first) => new(Of(first.First), Of(first.Second), Of(first.Third));

        private (int A, int B, int C) Of((int A, int B, int C) v) => (
            (v.A * First.A) + (v.B * Second.A) + (v.C * Third.A),
            (v.A * First.B) + (v.B * Second.B) + (v.C * Third.B),
            (v.A * First.C) + (v.B * Second.C) + (v.C * Third.C));
    }

    /// <summary>The space group modulo the lattice of the cell; of a centered cell with its centering.</summary>
    public ImmutableArray<Operation> Operations { get; }

    /// <summary>The rotations and reflections, each once.</summary>
    public ImmutableArray<Rotation> PointGroup { get; }

    /// <summary>How far atoms may be off (Angstrom) for these operations.</summary>
    public double Tolerance { get; }

    /// <summary>Finds the group of a cell periodic in three directions, of a layer with the vacuum of its
    /// cell.</summary>
    /// <param name="cell">A structure with a lattice and at least one atom.</param>
    /// <param name="tolerance">How far an atom may be off, Angstrom.</param>
    public static CellSymmetry Of(AtomicStructure cell, double tolerance = 0.1)
    {
        for (double tried = tolerance; ; tried /= 2)
        {
            ImmutableArray<Operation> found = new CellSymmetrySearch(cell, tried).Find();
            if (IsGroup(found) || tried < LeastTolerance)
                return new CellSymmetry(found, tried);
        }
    }

    /// <summary>The mean of a tensor over the point group: the part that has the symmetry of the crystal.</summary>
    public SymmetricTensor Mean(SymmetricTensor tensor)
    {
        SymmetricTensor sum = default;
        foreach (Rotation rotation in PointGroup)
            sum += tensor.Rotated(rotation);
        return (1.0 / PointGroup.Length) * sum;
    }

    /// <summary>
    /// The mean of displacements over the space group: u'(image of i) = mean of R u(i), the part that keeps all
    /// operations.
    /// </summary>
    public Vector3D[] Mean(ReadOnlySpan<Vector3D> displacements)
    {
        var mean = new Vector3D[displacements.Length];
        foreach (Operation operation in Operations)
        {
            for (int atom = 0; atom < mean.Length; atom++)
            {
                int image = operation.Images[atom];
                mean[image] += operation.Rotation.Apply(displacements[atom]) / Operations.Length;
            }
        }

        return mean;
    }

    /// <summary>The atoms that each atom can be taken to, first of them as its name; atoms of one orbit share
    /// it.</summary>
    public int[] Orbits()
    {
        int[] orbit = [.. Enumerable.Range(0, Operations[0].Images.Length)];
        foreach (Operation operation in Operations)
        {
            for (int atom = 0; atom < orbit.Length; atom++)
                orbit[atom] = Math.Min(orbit[atom], operation.Images[atom]);
        }

        return orbit;
    }

    private static bool IsGroup(ImmutableArray<Operation> operations)
    {
        if (operations.IsEmpty)
            return false;

        // Two operations of one matrix that take the first atom to the same place are the same.
        var known = operations.Select(operation => (operation.Matrix, operation.Images[0])).ToHashSet();
        if (known.Count != operations.Length)
            return false;
        foreach (Operation second in operations)
        {
            foreach (Operation first in operations)
            {
                if (!known.Contains((second.Matrix.After(first.Matrix), second.Images[first.Images[0]])))
                    return false;
            }
        }

        return true;
    }
}
