using System.Collections.Immutable;
using System.Globalization;
using Arise.Microscopy.Lattices;
using Arise.Microscopy.Pixels;
using Arise.Microscopy.Preparation;

namespace Arise.Microscopy.Finders;

/// <summary>Finds the atoms of an image: makes it ready, lets a finder mark candidates, and refines them.</summary>
public sealed class AtomSearch
{
    // Atoms nearer to the edge have no center to see.
    private const double EdgeShare = 0.2;
    private const int FewestAtoms = 1;
    private const double NoiseFactor = 5;
    private const double LeastError = 0.028;

    // Height over its standard error that an atom must have where no lattice shows: places of noise reach 6.
    private const double LeastSignificance = 6;

    // Where the network finds more than the classical finder does, measured (docs/explanation/atom-finder.md). Clarity
    // is the height of atoms above the hollows over the noise of a pixel, times the pixels of a spacing.
    private const int LeastClarity = 6;

    // Below this, what looks like a second kind of atoms may be noise.
    private const int LeastDimClarity = 12;
    private const int MostClarity = 150;

    private readonly AtomSearchSettings _settings;
    private readonly IAtomFinder? _finder;

    /// <summary>Creates a search.</summary>
    /// <param name="settings">Settings; the defaults when omitted.</param>
    /// <param name="finder">What marks candidates; null to choose for every image.</param>
    /// <exception cref="ArgumentException">Settings are out of range.</exception>
    public AtomSearch(AtomSearchSettings? settings = null, IAtomFinder? finder = null)
    {
        _settings = settings ?? new AtomSearchSettings();
        _settings.Validate();
        _finder = finder;
    }

    /// <summary>Finds the atoms.</summary>
    /// <param name="image">The image.</param>
    /// <param name="progress">Is told of the steps.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="MicroscopyException">There are none, with the reason.</exception>
    /// <exception cref="MemoryBudgetException">The image needs more memory than the budget.</exception>
    public FoundAtoms Find(
        MicroscopeImage image,
        IProgress<WorkProgress>? progress = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(image);
        PreparedImage prepared = new ImagePreparation(_settings, progress, cancellation).Prepare(image);
        Marks marks = Mark(prepared, progress, cancellation);
        if (_finder is null && _settings.Spacing is null && prepared.HasLattice && marks.Clarity >= LeastDimClarity
            && DimAtoms.Distance(
                prepared.Flat, marks.Candidates, NetworkAtomFinder.Shipped, _settings.Threads, cancellation) is { } dim)
        {
            AtomSearchSettings closer = _settings with { Spacing = dim * prepared.Block };
            prepared = new ImagePreparation(closer, progress, cancellation).Prepare(image);
            marks = Mark(prepared, progress, cancellation);
        }

        (AtomCandidate[] inside, IAtomFinder finder, string reason, _) = marks;
        FlatImage flat = prepared.Flat;
        double noise = PixelNoise.Of(prepared.Intensities, flat.Width, flat.Height);
        progress?.Report(new WorkProgress("refining positions", 0, 1));
        GaussianRefinement.Gaussian[] fits =
            new GaussianRefinement(flat, inside).Fit(flat, prepared.Intensities, cancellation);
        progress?.Report(new WorkProgress("refining positions", 1, 1));
        bool[] isTrace = BrightTraces.Of(fits, flat, noise);
        bool[] standsOut = prepared.MayBeSmoothed
            ? LoneAtoms.Are(fits, prepared, _settings.Threads)
            : [.. fits.Select(_ => true)];
        bool areFew = !prepared.HasLattice && NoisePeaks.AreFew(flat, inside, _settings.Threads, cancellation);
        int block = prepared.Block;
        double half = 0.5 * (block - 1);
        ImmutableArray<FoundAtom> atoms = [.. Enumerable.Range(0, fits.Length)
            .Where(k => fits[k].Height > 0 && !isTrace[k] && standsOut[k]
                && (!areFew || Significance(fits[k], prepared, noise) >= LeastSignificance)
                && fits[k].X >= 0 && fits[k].X <= flat.Width - 1 && fits[k].Y >= 0 && fits[k].Y <= flat.Height - 1)
            .Select(k => new FoundAtom(
                (block * fits[k].X) + half,
                (block * fits[k].Y) + half,
                fits[k].Height,
                block * fits[k].Width,
                inside[k].Confidence,
                block * Error(fits[k], noise, flat)))];
        if (atoms.Length < FewestAtoms)
        {
            throw new MicroscopyException(
                prepared.MayBeSmoothed
                    ? "no atoms found: what is there may be noise that software has smoothed; take the image as "
                        + "recorded."
                    : "no atoms found: nothing stands out of the noise.");
        }

        return new FoundAtoms
        {
            Atoms = atoms,
            Width = image.Width,
            Height = image.Height,
            PixelSize = image.PixelSize,
            Spacing = NearestPeaks.Shell([.. atoms.Select(atom => (atom.X, atom.Y))], flat.Spacing * block, image),
            Finder = finder.Name,
            Reason = reason,
            IsInverted = prepared.IsInverted,
            HasLattice = prepared.HasLattice,
            UsableShare = prepared.UsableShare,
            SaturatedShare = prepared.SaturatedShare,
            SignalToNoise = noise > 0 ? Median([.. atoms.Select(atom => atom.Intensity)]) / noise
                : double.PositiveInfinity,
            Block = block,
        };
    }

    private Marks Mark(PreparedImage prepared, IProgress<WorkProgress>? progress, CancellationToken cancellation)
    {
        FlatImage flat = prepared.Flat;
        IAtomFinder finder = _finder ?? new ClassicalAtomFinder();
        AtomCandidate[] inside = Candidates(flat, finder, progress, cancellation);
        if (_finder is not null)
            return new Marks(inside, finder, "as asked", 0);
        GaussianRefinement.Gaussian[] first =
            new GaussianRefinement(flat, inside).FitHeights(prepared.Intensities, cancellation);
        double noise = PixelNoise.Of(prepared.Intensities, flat.Width, flat.Height);
        double clarity = Median([.. first.Select(fit => fit.Height)]) / noise * flat.Spacing;
        bool isForNetwork = clarity is >= LeastClarity and < MostClarity;
        finder = isForNetwork ? NetworkAtomFinder.Shipped : finder;
        inside = isForNetwork ? Candidates(flat, finder, progress, cancellation) : inside;
        return new Marks(inside, finder, Reason(clarity, isForNetwork), clarity);
    }

    private AtomCandidate[] Candidates(
        FlatImage flat, IAtomFinder finder, IProgress<WorkProgress>? progress, CancellationToken cancellation)
    {
        double edge = EdgeShare * flat.Spacing;
        return [.. finder.Find(flat, _settings.Threads, progress, cancellation).Where(candidate =>
            candidate.Confidence >= _settings.MinimumConfidence
            && candidate.X >= edge && candidate.X <= flat.Width - 1 - edge
            && candidate.Y >= edge && candidate.Y <= flat.Height - 1 - edge)];
    }

    private static string Reason(double clarity, bool isForNetwork)
    {
        if (!double.IsFinite(clarity))
            return "chosen, because there is no noise";
        string rest = isForNetwork ? "" : clarity < LeastClarity ? ", below less" : ", above as much";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"chosen at clarity {clarity:F1}: from {LeastClarity} to {MostClarity} the network finds more")
            + rest;
    }

    private static double Median(double[] values)
    {
        Array.Sort(values);
        return values.Length == 0 ? 0 : values[values.Length / 2];
    }

    // The height of a Gaussian of width s has the standard error noise / (s sqrt(pi)). Noise alone has hollows, too.
    private static double Significance(GaussianRefinement.Gaussian fit, PreparedImage prepared, double noise) =>
        noise > 0
            ? (fit.Height - prepared.HollowDepth) * fit.Width * Math.Sqrt(Math.PI) / noise
            : double.PositiveInfinity;

    // Of a Gaussian of known width in white noise the position has the error sqrt(2 / pi) noise / height, whatever the
    // width; the filter leaves a part of the noise. On simulated images of all clarities errors are five times that,
    // because the noise that the filter leaves is not white, and at least three hundredths of a spacing.
    private static double Error(GaussianRefinement.Gaussian fit, double noise, FlatImage flat)
    {
        double ofNoise = NoiseFactor * Math.Sqrt(2 / Math.PI * flat.NoiseLeft) * noise / fit.Height;
        double least = LeastError * flat.Spacing;
        return Math.Min(0.5 * flat.Spacing, Math.Sqrt((ofNoise * ofNoise) + (least * least)));
    }

    private sealed record Marks(AtomCandidate[] Candidates, IAtomFinder Finder, string Reason, double Clarity);
}
