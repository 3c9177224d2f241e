using System.Collections.Immutable;
using Arise.Numerics;
using Arise.Structures;

namespace Arise.Explanation;

/// <summary>
/// The free coordinates of a crystal: displacement fields u with R u_k = u_Image(k) for all operations, without a
/// common translation.
/// </summary>
internal static class SymmetricDisplacements
{
    private const double Least = 1e-3;

    /// <summary>An orthonormal basis: [mode][atom], sum over the atoms of the squares 1.</summary>
    public static ImmutableArray<ImmutableArray<Vector3D>> Of(
        AtomicStructure cell, ImmutableArray<CellOperation> operations)
    {
        var modes = new List<Vector3D[]>();
        for (int atom = 0; atom < cell.Count; atom++)
        {
            for (int axis = 0; axis < 3; axis++)
            {
                var unit = new Vector3D[cell.Count];
                unit[atom] = new Vector3D(axis == 0 ? 1 : 0, axis == 1 ? 1 : 0, axis == 2 ? 1 : 0);
                Vector3D[] mode = Project(unit, operations);
                foreach (Vector3D[] other in modes)
                    Subtract(mode, Dot(mode, other), other);
                double length = Math.Sqrt(Dot(mode, mode));
                if (length < Least)
                    continue;
                modes.Add([.. mode.Select(u => u / length)]);
            }
        }

        return [.. modes.Select(mode => mode.ToImmutableArray())];
    }

    /// <summary>The mean of a field over the operations, without a common translation.</summary>
    public static Vector3D[] Project(ReadOnlySpan<Vector3D> field, ImmutableArray<CellOperation> operations)
    {
        var mean = new Vector3D[field.Length];
        foreach (CellOperation operation in operations)
        {
            for (int atom = 0; atom < mean.Length; atom++)
                mean[operation.Image[atom]] += operation.Turn.Apply(field[atom]) / operations.Length;
        }

        Vector3D common = Vector3D.Zero;
        foreach (Vector3D u in mean)
            common += u / mean.Length;
        return [.. mean.Select(u => u - common)];
    }

    private static double Dot(Vector3D[] a, Vector3D[] b)
    {
        double sum = 0;
        for (int k = 0; k < a.Length; k++)
            sum += Vector3D.Dot(a[k], b[k]);
        return sum;
    }

    private static void Subtract(Vector3D[] a, double factor, Vector3D[] b)
    {
        for (int k = 0; k < a.Length; k++)
            a[k] -= factor * b[k];
    }
}
