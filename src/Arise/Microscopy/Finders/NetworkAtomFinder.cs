using Arise.Networks.Convolution;
using Arise.Networks.Models;

namespace Arise.Microscopy.Finders;

/// <summary>
/// Finds atoms with a small fully convolutional network that has learned from simulated images where atoms are, after
/// M. Ziatdinov et al., ACS Nano 11, 12742 (2017), doi:10.1021/acsnano.7b07504. It looks at some fifty atoms around a
/// place at once, so that it sees in noise what one atom alone does not show.
/// </summary>
public sealed class NetworkAtomFinder : IAtomFinder
{
    private const string Resource = "Arise.AtomFinders.arise-atom-finder.safetensors";

    // Values, two blurred copies and norms, in single precision, and the answer.
    private const double BytesPerPixel = 6 * sizeof(float);

    // See NetworkInput: deviations of vacuum count as at least so much of those of the crystal.
    private const double Calm = 0.35;

    private static readonly Lazy<NetworkAtomFinder> ShippedFinder = new(ReadShipped);

    private readonly AtomFinderModel _model;
    private readonly UShapedNetwork _network;

    /// <summary>A finder with a trained network.</summary>
    internal NetworkAtomFinder(AtomFinderModel model)
    {
        _model = model;
        _network = new UShapedNetwork(model.Channels);
        _network.Load(model.Parameters);
    }

    /// <summary>The finder with the network that comes with the library. Read once, shared by all.</summary>
    public static NetworkAtomFinder Shipped => ShippedFinder.Value;

    /// <inheritdoc/>
    public string Name => "network";

    /// <summary>Candidates below this confidence are left out, between 0 and 1.</summary>
    public double LeastConfidence { get; init; } = 0.1;

    /// <summary>Reads a finder from a file of <c>arise train-atom-finder</c>.</summary>
    /// <param name="path">File name.</param>
    /// <exception cref="ModelFormatException">The file is damaged, of another kind or of a later version.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static NetworkAtomFinder Read(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return new NetworkAtomFinder(AtomFinderFile.Read(path));
    }

    /// <inheritdoc/>
    /// <exception cref="MemoryBudgetException">The image needs more than the budget.</exception>
    public IReadOnlyList<AtomCandidate> Find(
        FlatImage image,
        int threads = 0,
        IProgress<WorkProgress>? progress = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(image);
        Setting.RequireThreads(threads);
        Setting.Require(
            image.Spacing > 0 && double.IsFinite(image.Spacing),
            nameof(image),
            $"A spacing of {image.Spacing} pixels: it is a positive number.");
        Setting.Require(
            LeastConfidence is > 0 and < 1, nameof(LeastConfidence),
            $"A confidence of {LeastConfidence}: it must be between 0 and 1.");
        double scale = _model.Spacing / image.Spacing;
        MemoryBudget.Require(
            BytesPerPixel * image.Width * image.Height * Math.Max(1, scale * scale),
            $"Finding atoms {image.Spacing:0.#} pixels apart in {image.Width} x {image.Height} pixels",
            "take a part of the image");
        NetworkInput input = NetworkInput.Of(
            image.Intensities, image.Width, image.Height, image.Usable, scale, Calm, cancellation);
        float[] logOdds = TiledPass.Run(
            _network, input.Values, input.Width, input.Height, threads, TiledPass.LargestTile,
            WorkProgress.Of(progress, "finding atoms"), cancellation);
        List<AtomPeaks.Peak> peaks = AtomPeaks.Find(
            logOdds, input.Width, input.Height, _model.Calibration.LogOdds(LeastConfidence), _model.Spacing / 2);
        AtomCandidate[] candidates = [.. peaks
            .Select(peak => new AtomCandidate(
                Math.Clamp(input.InImage(peak.X), 0, image.Width - 1),
                Math.Clamp(input.InImage(peak.Y), 0, image.Height - 1),
                _model.Calibration.Probability(peak.LogOdds)))
            .Where(atom => image.IsUsable((int)Math.Round(atom.X), (int)Math.Round(atom.Y)))
            .OrderBy(atom => atom.Y).ThenBy(atom => atom.X)];
        return NoisePeaks.Without(image, candidates, threads, cancellation);
    }

    private static NetworkAtomFinder ReadShipped()
    {
        using Stream stream = typeof(NetworkAtomFinder).Assembly.GetManifestResourceStream(Resource)
            ?? throw new InvalidOperationException("The library was built without its network that finds atoms.");
        return new NetworkAtomFinder(AtomFinderFile.Read(stream, "arise-atom-finder.safetensors"));
    }
}
