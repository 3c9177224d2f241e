using System.CommandLine;
using System.Globalization;
using Arise.Descriptors;
using Arise.Labeling;
using Arise.Microscopy;
using Arise.Microscopy.Finders;
using Arise.Networks;
using Arise.Recognition;
using Arise.Reporting.Imaging;
using Arise.Structures;

namespace Arise.Cli;

/// <summary>Finds the atoms of image after image: a paragraph for each, and the files.</summary>
internal sealed class ImageRun(ParseResult parsed, string folder)
{
    private const double UnitBond = 2;

    // Angstrom.
    private const double LeastPixel = 0.001, MostPixel = 1000;

    private readonly List<FoundAtoms> _found = [];
    private readonly List<string> _names = [];

    /// <summary>How atoms are looked for.</summary>
    public required AtomSearchSettings Settings { get; init; }

    /// <summary>What looks for them; null to choose for every image.</summary>
    public IAtomFinder? Finder { get; init; }

    /// <summary>Side of a pixel, Angstrom; null where the file shall say it.</summary>
    public double? PixelSize { get; init; }

    /// <summary>Width of the images, Angstrom; null where it is not given.</summary>
    public double? FieldOfView { get; init; }

    /// <summary>Distance of nearest atoms, Angstrom; null where it is not given.</summary>
    public double? Bond { get; init; }

    /// <summary>What the atoms can be.</summary>
    public IReadOnlyList<ChemicalElement> Species { get; init; } = [];

    /// <summary>Whether older results may go.</summary>
    public bool Overwrite { get; init; }

    /// <summary>What decides the atoms: images and settings.</summary>
    public required string Key { get; init; }

    /// <summary>What orders the images; null where nobody asked.</summary>
    public RankRun? Rank { get; init; }

    /// <summary>Where texts go.</summary>
    public required TextWriter Output { get; init; }

    /// <summary>Whether an interrupted run left what was done.</summary>
    public bool IsKept { get; private set; }

    /// <summary>Number of images with atoms.</summary>
    public int Count => _found.Count;

    /// <summary>Works on all images; one without atoms does not end the others.</summary>
    /// <returns>The exit code.</returns>
    public int Run(ImageInputs inputs, CancellationToken cancellation)
    {
        TextWriter errors = parsed.InvocationConfiguration.Error;
        var text = new ImageText(Output, Settings.Contrast);
        bool allGood = true;
        using var report = new ImageReport(folder, Overwrite) { Run = Key };
        using var running = new RunningProgress(hasAnswers: false);
        try
        {
            foreach (ImageInputs.Item item in inputs.Read())
            {
                string? problem = item.Error;
                if (item.Image is { } image)
                {
                    (FoundAtoms? found, problem) = Find(item.File, image, running, cancellation);
                    running.Clear();
                    if (found is not null)
                    {
                        _found.Add(found);
                        _names.Add(Place(item.File, image));
                        report.Add(item.File, image, found);
                        text.Write(item.File, image, found, Bond);
                        problem = Rank?.Add(item.File, image, found, cancellation);
                        if (problem is not null)
                        {
                            allGood = false;
                            errors.WriteLine($"arise: {VisibleText.Of(problem)}");
                            continue;
                        }
                    }
                }

                if (problem is null)
                    continue;
                allGood = false;
                running.Clear();
                report.AddProblem(item.File, item.Image, problem);
                Rank?.AddProblem(item.File, item.Image, problem);
                errors.WriteLine($"arise: {VisibleText.Of(problem)}");
            }
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            running.Clear();
            bool isGivenUp = Count == 0 || Overwrite;
            if (!isGivenUp)
                report.Complete();
            IsKept = !isGivenUp;
            errors.WriteLine(isGivenUp
                ? "arise: interrupted; nothing is written."
                : $"arise: interrupted after {Count} images; their atoms are complete in {folder}.");
            return CommandLineApplication.Interrupted;
        }

        if (Count == 0)
            return CommandLineApplication.Failure;
        report.Complete();
        text.End(folder, Species.Count == 0);
        return allGood ? 0 : CommandLineApplication.Failure;
    }

    /// <summary>Classifies what the images may show, too, and tells how the answers scatter.</summary>
    /// <param name="classify">The command line of the classification.</param>
    /// <param name="samples">Samples per image.</param>
    /// <param name="cancellation">Ends the work.</param>
    /// <returns>The exit code.</returns>
    public int Sample(ParseResult classify, int samples, CancellationToken cancellation)
    {
        StructureClassifier classifier = ImagePrediction.Classifier(classify);
        PredictionSettings settings = ImagePrediction.Settings(classify, Settings.Threads);
        ulong seed = settings.Seed;
        var results = new List<SampledClassification>();
        CountedProgress.RunSteps(progress =>
        {
            foreach (FoundAtoms found in _found)
            {
                results.Add(SampledClassification.Of(
                    Enumerable.Range(0, samples).Select(k => found.Sample(seed, (ulong)k)),
                    samples, classifier, settings, progress, cancellation));
            }
        });
        var text = new ImageText(Output);
        for (int k = 0; k < results.Count; k++)
            text.Write(results[k], NameOf(k));
        SampledClassificationCsv.Write(Path.Combine(folder, "samples.csv"), results);
        return 0;
    }

    /// <summary>
    /// Says what the single atoms are: an image of several grains is none of the classes as a whole.
    /// </summary>
    public void WriteShares(CancellationToken cancellation)
    {
        var text = new ImageText(Output);
        for (int k = 0; k < Count; k++)
        {
            // Labels do not depend on the unit of length.
            FoundAtoms found = _found[k].PixelSize is null ? _found[k].WithBond(UnitBond) : _found[k];
            try
            {
                text.Write(
                    AtomLabeler.Default.Label(
                        found.ToStructure(), new LabelSettings { Threads = Settings.Threads },
                        cancellation: cancellation),
                    NameOf(k));
            }
            catch (DescriptorException)
            {
                // Too few atoms to tell.
            }
        }
    }

    // Which image a line is about, where there are several: its frame in atoms.xyz, and where it came from.
    private string? NameOf(int index) => Count > 1 ? $"image {index + 1} ({_names[index]})" : null;

    private static string Place(string file, MicroscopeImage image) =>
        image.Name is null ? file : $"{file}, {image.Name}";

    private (FoundAtoms? Found, string? Problem) Find(
        string file, MicroscopeImage image, RunningProgress running, CancellationToken cancellation)
    {
        string place = Place(file, image);
        try
        {
            double? given = PixelSize ?? FieldOfView / image.Width;
            if (given is < LeastPixel or > MostPixel)
                return (null, $"{place}: {Impossible(given.Value, image.Width)}");
            double? size = given ?? image.PixelSize;
            AtomSearchSettings settings = Settings with { Spacing = Bond / size };
            settings.Validate();
            FoundAtoms found = Interruptible.Call(
                () => new AtomSearch(settings, Finder).Find(image, new Steps(running), cancellation), cancellation);
            found = found with { PixelSize = size };
            if (size is null && Bond is { } bond)
                found = found.WithBond(bond);
            if (Species.Count == 0)
                return (found, null);
            found = found.WithSpecies(Species);
            return (found with { Layer = Bond is { } said ? (said, Species.Count) : null }, null);
        }
        catch (MicroscopyException error)
        {
            return (null, $"{place}: {error.Message}");
        }
        catch (ArgumentException error) when (ErrorText.IsOfSettings(error))
        {
            return (null, $"{place}: {Setting(error)}");
        }
        catch (MemoryBudgetException error)
        {
            return (null, $"{place}: {ErrorText.Of(error, parsed.CommandResult.Command)}");
        }
    }

    private string Impossible(double size, int width) => string.Create(
        CultureInfo.InvariantCulture,
        $"{(PixelSize is null ? "--field-of-view" : "--pixel-size")} was read as {PixelSize ?? FieldOfView:G4} A, so a "
        + $"pixel of {width} in a row has {size:G4} A; from {LeastPixel} to {MostPixel} A are possible. Atoms need two "
        + $"pixels from one to the next; give the length with its unit: 6nm, 60 (Angstrom), 600pm.");

    // Bond and pixel size together are no distance that an image can have.
    private static string Setting(ArgumentException error) =>
        $"{ErrorText.Of(error, option: null)} Check --bond against the size of a pixel.";

    private sealed class Steps(RunningProgress running) : IProgress<WorkProgress>
    {
        void IProgress<WorkProgress>.Report(WorkProgress value) => running.Report(value);
    }
}
