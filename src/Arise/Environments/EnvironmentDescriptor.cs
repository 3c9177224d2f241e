using Arise.Structures;

namespace Arise.Environments;

/// <summary>The descriptors of the atoms of a structure as rows.</summary>
internal static class EnvironmentDescriptor
{
    /// <summary>Describes all atoms.</summary>
    /// <param name="structure">Atoms with their cell.</param>
    /// <param name="settings">Settings of the descriptor.</param>
    /// <param name="threads">Threads, 0 for one per processor; the numbers do not depend on it.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <returns>
    /// [atom, component], <see cref="EnvironmentSettings.Length"/> components: the unit vector of the spectrum of all
    /// neighbors, then the spectrum of the order of species over the length of the first; zeros for isolated atoms.
    /// </returns>
    public static float[] Compute(
        AtomicStructure structure,
        EnvironmentSettings settings,
        int threads = 0,
        CancellationToken cancellation = default)
    {
        float[] rows = new float[structure.Count * settings.Length];
        structure = structure.Wrapped();
        if (LocalScales.Of(structure, settings.Cutoff, threads, cancellation) is not { } scales)
            return rows;
        var sweep = new EnvironmentSweep(structure, settings, scales);
        sweep.Run(
            () => new EnvironmentRows(settings.Length, sweep.Components, (atom, row) =>
                row.CopyTo(rows.AsSpan(atom * settings.Length))),
            threads,
            null,
            cancellation);
        return rows;
    }
}
