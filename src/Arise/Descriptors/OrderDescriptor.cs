using System.Collections.Concurrent;
using Arise.Structures;

namespace Arise.Descriptors;

/// <summary>
/// Two spectra of a structure, one of where atoms are and one of which of them are alike: the feature of the models of
/// families. Immutable; any number of threads may use one.
/// </summary>
/// <remarks>
/// <code>
/// c_nlm = sum over pairs of f(r) R_nl(r) Y_lm(direction),            all lengths divided by d (FirstShell)
/// o_nlm = the same with each pair (A, B) times  delta_AB - x_A - x_B + sum of x^2,   x the concentrations
/// vector = [ p(c) / |p(c)|,  p(o) / sqrt(|p(c)| |p(o)|) ]     p the power spectrum (even l), n' &lt;= n, l fastest
/// </code>
/// The weights of the second part are those by which pairs of like species are more frequent than in a random alloy: o
/// is zero for an element, has mean zero in a random alloy, and fades with the concentration of a foreign species; the
/// length of the second part is in proportion to it. Which elements the species are plays no part. Any number of
/// species costs two spectra. Functions as in the averaged SOAP vector (<see cref="SoapDescriptor"/>); single precision
/// inside.
/// </remarks>
internal sealed class OrderDescriptor : IStructureDescriptor
{
    private const int MostKept = 1 << 16;

    private readonly RadialProjection _projection;
    private readonly ConcurrentBag<OrderWorkspace> _workspaces = [];

    /// <summary>Prepares the radial functions for these settings.</summary>
    /// <exception cref="ArgumentException">A setting is out of range.</exception>
    public OrderDescriptor(OrderDescriptorSettings? settings = null)
    {
        Settings = settings ?? new OrderDescriptorSettings();
        _projection = new RadialProjection(Settings.Functions);
    }

    /// <summary>The parameters.</summary>
    public OrderDescriptorSettings Settings { get; }

    /// <inheritdoc/>
    public int Length => Settings.Length;

    /// <inheritdoc/>
    public SpeciesPairDistances Compute(AtomicStructure structure, Span<float> vector)
    {
        if (!_workspaces.TryTake(out OrderWorkspace? workspace))
            workspace = new OrderWorkspace(Settings);
        double length = FirstShell.Length(structure, workspace);
        Compute(structure, length, workspace, vector);
        if (structure.Count <= MostKept)
            _workspaces.Add(workspace);
        return structure.Count == 0
            ? new SpeciesPairDistances([], new double[0, 0])
            : new SpeciesPairDistances([structure.Species[0]], new[,] { { length } }) { IsFirstShell = true };
    }

    private void Compute(AtomicStructure structure, double length, OrderWorkspace workspace, Span<float> vector)
    {
        vector.Clear();
        if (!double.IsFinite(length))
            return;
        ImageLimit.Require(structure, Settings.Cutoff * length);
        (byte[] species, double[] shares) = Concentrations(structure);
        bool hasOrder = shares.Length > 1;
        workspace.All.Clear();
        workspace.Order.Clear();
        Sum(structure, length, workspace, species, shares);
        workspace.All.Flush();
        double norm = Spectrum(workspace.All, workspace, vector[..Settings.SpectrumLength], null);
        if (!hasOrder || norm == 0)
            return;
        workspace.Order.Flush();
        Spectrum(workspace.Order, workspace, vector[Settings.SpectrumLength..], norm);
    }

    private void Sum(
        AtomicStructure structure, double length, OrderWorkspace workspace, byte[] species, double[] shares)
    {
        NeighborBuffer neighbors = workspace.Neighbors;
        double squares = shares.Sum(share => share * share), scale = 1 / length;
        workspace.Search.Prepare(structure, Settings.Cutoff * length);
        foreach (int atom in workspace.Search.SpatialOrder)
        {
            workspace.Search.FindUnordered(atom, neighbors);
            int count = neighbors.Count;
            ReadOnlySpan<double> x = neighbors.X[..count], y = neighbors.Y[..count], z = neighbors.Z[..count];
            ReadOnlySpan<double> square = neighbors.SquaredDistances[..count];
            workspace.All.Add(x, y, z, square, scale);
            if (shares.Length == 1)
                continue;
            if (workspace.Weights.Length < count)
                workspace.Weights = new float[2 * count];
            int own = species[atom];
            double common = squares - shares[own];
            for (int k = 0; k < count; k++)
            {
                int other = species[neighbors.Atoms[k]];
                workspace.Weights[k] = (float)(common - shares[other] + (other == own ? 1 : 0));
            }

            workspace.Order.Add(x, y, z, square, scale, weights: workspace.Weights.AsSpan(0, count));
        }
    }

    // Even degrees of the power spectrum over its norm, or over the geometric mean of it and another; returns it.
    private double Spectrum(PairMoments moments, OrderWorkspace workspace, Span<float> part, double? other)
    {
        _projection.Apply(moments, workspace.Coefficients);
        PowerSpectrum.Of(workspace.Coefficients, Settings.Functions, workspace.Spectrum);
        int degrees = Settings.MaxDegree + 1, even = (Settings.MaxDegree / 2) + 1;
        double norm = 0;
        foreach (double p in workspace.Spectrum)
            norm += p * p;
        norm = Math.Sqrt(norm);
        if (norm <= PowerSpectrum.Nothing)
            return 0;
        double over = Math.Sqrt(norm * (other ?? norm));
        for (int k = 0; k < part.Length; k++)
            part[k] = (float)(workspace.Spectrum[(k / even * degrees) + (2 * (k % even))] / over);
        return norm;
    }

    private static (byte[] SpeciesOfAtom, double[] Shares) Concentrations(AtomicStructure structure)
    {
        ChemicalElement[] all = [.. structure.DistinctSpecies()];
        Span<byte> number = stackalloc byte[ChemicalElement.MaxAtomicNumber + 1];
        for (int s = 0; s < all.Length; s++)
            number[all[s].AtomicNumber] = (byte)s;
        var species = new byte[structure.Count];
        var shares = new double[all.Length];
        for (int atom = 0; atom < species.Length; atom++)
        {
            species[atom] = number[structure.Species[atom].AtomicNumber];
            shares[species[atom]] += 1.0 / structure.Count;
        }

        return (species, shares);
    }
}
