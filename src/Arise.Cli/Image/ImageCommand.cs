using System.CommandLine;
using System.Globalization;
using Arise.Files;
using Arise.Microscopy;
using Arise.Microscopy.Finders;
using Arise.Microscopy.Formats;
using Arise.Reporting.Imaging;
using Arise.Reporting.Maps;
using Arise.Structures;
using Arise.Structures.Formats;

namespace Arise.Cli;

/// <summary><c>arise image</c>: where are the atoms of a microscope image, and what do they form?</summary>
internal static class ImageCommand
{
    private static readonly Argument<string[]> Files = new("FILE")
    {
        Description = "Images (PNG, JPEG, TIFF, NumPy, DM3, DM4, EMD, HDF5, MRC); folders of them, patterns with *, "
            + "? and ** (in quotes).",
        Arity = ArgumentArity.OneOrMore,
    };

    private static readonly Option<string> Finder = new("--finder")
    {
        Description = "What looks for atoms: classical, network, or a file of train-atom-finder; auto chooses.",
        HelpName = string.Join('|', AtomFinders.Names.Prepend("auto")),
        DefaultValueFactory = _ => "auto",
    };

    private static readonly Option<double?> PixelSize = LengthOption(
        "--pixel-size", "A", "Side of a pixel in Angstrom (or 0.02nm), if the file does not say it.");

    private static readonly Option<double?> FieldOfView = LengthOption(
        "--field-of-view", "LENGTH", "Width of the image: 6nm, or 60 (Angstrom).");

    private static readonly Option<double?> Bond = LengthOption(
        "--bond", "A", "Distance of nearest atoms in the image, Angstrom: 1.42. It gives the pixel size, too.");

    private static readonly Option<ChemicalElement[]?> Species = StructureInputOptions.Species();

    private static readonly Option<ImageContrast> Contrast = new("--contrast")
    {
        Description = "Whether atoms are bright or dark; the noise of the image tells, if it is automatic.",
        HelpName = "automatic|bright|dark",
        DefaultValueFactory = _ => ImageContrast.Automatic,
    };

    private static readonly Option<double> MinimumConfidence = CheckedOption.Create(
        "--min-confidence",
        "Candidates of lower confidence are no atoms.",
        new AtomSearchSettings().MinimumConfidence,
        value => (new AtomSearchSettings { MinimumConfidence = value }).Validate());

    private static readonly Option<int?> Page = CheckedOption.Create<int?>(
        "--page",
        "Only this image of files with several, counted from 1.",
        null,
        page => (new ImageReadOptions { Page = page }).Validate());

    private static readonly Option<int> Samples = PositiveInteger.Option(
        "--samples",
        0,
        "With --classify: draw the positions N times from their errors, and tell how the probabilities scatter.");

    private static readonly Option<bool> Rank = new("--rank")
    {
        Description = "Order the images by the mutual information of their class: table, rank.csv, contact_sheet.png.",
    };

    private static readonly Option<ImageOrder> RankBy = new("--rank-by")
    {
        Description = "With --rank: order by information (the surest class first) or quality of the image.",
        HelpName = "information|quality",
        DefaultValueFactory = _ => ImageOrder.Information,
    };

    private static readonly Option<int> Threads = ThreadsOption.Create("the answers do");

    private static readonly Option<DirectoryInfo?> Out = new("--out")
    {
        Description = "Folder for the results (default: the name of FILE with -image).",
    };

    private static readonly Option<bool> Resume = new("--resume")
    {
        Description = "With --map: go on with an interrupted map of the same images; the atoms in the folder stand.",
    };

    private static readonly Option<bool> Overwrite = OverwriteOption.Create("older results in the folder");

    public static Command Create()
    {
        var command = new Verb(
            "image",
            "Find the atoms of microscope images, and classify, map or label them.",
            """
            Written to the folder: atoms.xyz (positions with intensity, width, confidence and error), atoms.csv,
            images.csv and overlay.png (a ring around every atom). Lengths are in Angstrom where file, options or
            lattice tell the size of a pixel, else in pixels. --classify, --map and --label go on with the verbs
            of these names in the folders map and labels; they take all options of these verbs as well, as in the
            examples. Without --species all atoms are written as C. See docs/how-to/image.md.

            Examples:
              arise image graphene.tif --field-of-view 6nm --classify
              arise image graphene.dm4 --species C,Si --bond 1.42 --classify --samples 100
              arise image boundary.png --pixel-size 0.117 --map --box 10 --stride 1 --model arise-108
              arise image "series/*.emd" --label --out series
              arise image session --rank
            """);
        command.Add(Files);
        foreach (Option option in (Option[])
        [
            PixelSize, FieldOfView, Bond, Species, Finder, Contrast, MinimumConfidence, Page,
        ])
        {
            command.Add(option);
        }

        FollowUp[] followUps = FollowUp.AddTo(command, Rank);
        foreach (Option option in (Option[])[Samples, Rank, RankBy, Threads, Out, Overwrite, Resume])
            command.Add(option);
        command.TakesOneOf(PixelSize, FieldOfView);
        command.TakesOnlyWith(Samples, followUps[0].Flag);
        command.TakesOnlyWith(RankBy, Rank);
        command.TakesOnlyWith(Resume, followUps[1].Flag);
        Finder.Validators.Clear();
        Finder.Validators.Add(result =>
        {
            string name = result.GetValueOrDefault<string>();
            bool isFile = name.EndsWith(".safetensors", StringComparison.OrdinalIgnoreCase) || File.Exists(name);
            if (name != "auto" && !AtomFinders.Names.Contains(name) && !isFile)
                result.AddError($"--finder {name}: it must be auto or {string.Join(" or ", AtomFinders.Names)}.");
        });
        command.SetAction((parsed, cancellation) => Run(parsed, followUps, cancellation));
        return command;
    }

    private static async Task<int> Run(ParseResult parsed, FollowUp[] all, CancellationToken cancellation)
    {
        string[] names = parsed.GetValue(Files)!;
        DirectoryInfo folder = parsed.GetValue(Out) ?? DefaultFolder(names[0]);
        bool overwrite = parsed.GetValue(Overwrite);
        FollowUp[] followUps = [.. all.Where(one => parsed.GetValue(one.Flag))];
        ParseResult? classify = parsed.GetValue(Rank) ? all[0].Parse(parsed, folder, 1, RankRun.Options) : null;
        string? mistake = FollowUp.Mistake(parsed, all, folder)
            ?? (classify is null ? null : UsageError.Of(classify).FirstOrDefault());
        if (mistake is not null)
        {
            parsed.InvocationConfiguration.Error.WriteLine($"arise: {mistake}");
            return CommandLineApplication.WrongUsage;
        }

        bool isJson = followUps.Any(one => one.IsGiven(parsed, "--json") || one.IsGiven(parsed, "--json-lines"));
        var inputs = new ImageInputs(names, new ImageReadOptions
        {
            Page = parsed.GetValue(Page),
            Note = note => parsed.InvocationConfiguration.Error.WriteLine($"arise: {VisibleText.Of(note)}"),
        });
        foreach (string note in inputs.Notes)
            parsed.InvocationConfiguration.Error.WriteLine($"arise: {VisibleText.Of(note)}");
        var settings = new AtomSearchSettings
        {
            Contrast = parsed.GetValue(Contrast),
            MinimumConfidence = parsed.GetValue(MinimumConfidence),
            Threads = parsed.GetValue(Threads),
        };
        ChemicalElement[] species = parsed.GetValue(Species) ?? [];
        string key = ImageRunKey.Of(
            inputs.Files, settings with { Threads = 0 }, parsed.GetValue(Finder), parsed.GetValue(PixelSize),
            parsed.GetValue(FieldOfView), parsed.GetValue(Bond), string.Join(',', species.Select(one => one.Symbol)),
            parsed.GetValue(Page));
        if (parsed.GetValue(Resume))
            return await GoOn(parsed, followUps, inputs, folder, key, cancellation).ConfigureAwait(false);
        var run = new ImageRun(parsed, folder.ToString())
        {
            Settings = settings,
            Key = key,
            Finder = parsed.GetValue(Finder) is { } finder and not "auto" ? AtomFinders.Find(finder) : null,
            PixelSize = parsed.GetValue(PixelSize),
            FieldOfView = parsed.GetValue(FieldOfView),
            Bond = parsed.GetValue(Bond),
            Species = species,
            Overwrite = overwrite,
            // JSON stands alone on standard output.
            Output = WrappingWriter.Of(isJson
                ? parsed.InvocationConfiguration.Error
                : parsed.InvocationConfiguration.Output),
            Rank = classify is null ? null : new RankRun(parsed, classify, parsed.GetValue(Threads)),
        };
        using (new RunPaths()
            .ReadsAll(inputs.Files, "the image")
            .WritesFolder(folder.ToString(), "the results", ResultKind.Image, overwrite)
            .Hold())
        {
            folder.Create();
            int found = run.Run(inputs, cancellation);
            if (run.IsKept)
                run.Rank?.Finish(folder.ToString(), parsed.GetValue(RankBy));
            if (found == CommandLineApplication.Interrupted || run.Count == 0)
                return found;
            int exitCode = found;
            run.Rank?.Finish(folder.ToString(), parsed.GetValue(RankBy));
            if (parsed.GetValue(Samples) is var samples and > 0)
                exitCode = Math.Max(exitCode, run.Sample(followUps[0].Parse(parsed, folder, 1), samples, cancellation));
            foreach (FollowUp one in followUps)
            {
                run.Output.WriteLine();
                ParseResult next = one.Parse(parsed, folder, run.Count);
                exitCode = Math.Max(exitCode, await next.InvokeAsync(parsed.InvocationConfiguration, cancellation)
                    .ConfigureAwait(false));
                if (cancellation.IsCancellationRequested)
                    break;
                if (one == followUps[0] && one.Flag.Name == "--classify")
                    run.WriteShares(cancellation);
            }

            return exitCode;
        }
    }

    // The atoms are there. A map comes after the classes and before the labels.
    private static async Task<int> GoOn(
        ParseResult parsed,
        FollowUp[] followUps,
        ImageInputs inputs,
        DirectoryInfo folder,
        string key,
        CancellationToken cancellation)
    {
        using IDisposable hold = new RunPaths()
            .ReadsAll(inputs.Files, "the image")
            .WritesFolder(folder.ToString(), "the results", ResultKind.Image, overwrite: true)
            .Hold();
        if (!Directory.Exists(folder.ToString()) || !ImageReport.Holds(folder.ToString(), key))
        {
            throw new IOException(
                $"{folder}: there are no atoms of these images with these options to go on from; start without "
                + $"{Resume.Name}.");
        }

        string map = Path.Combine(folder.ToString(), "map");
        bool isInterrupted = Directory.Exists(map) && Directory.EnumerateFiles(map, "map*.state").Any();
        string atoms = Path.Combine(folder.ToString(), "atoms.xyz");

        // A map that is older than the atoms is of others.
        bool isComplete = !isInterrupted && MapReport.CompletedAt(map) >= File.GetLastWriteTimeUtc(atoms);
        int count = StructureFile.Read(atoms).Count(), exitCode = 0;
        foreach (FollowUp one in followUps)
        {
            bool isMap = one.Flag.Name == "--map";
            if (isMap && isComplete)
            {
                parsed.InvocationConfiguration.Error.WriteLine(
                    $"arise: the map in {map} is complete and stays as it is; one with other options needs a start "
                    + $"without {Resume.Name}.");
            }

            // The classes were there before the map began.
            if ((isMap && isComplete) || (one.Flag.Name == "--classify" && (isInterrupted || isComplete)))
                continue;
            ParseResult next = one.Parse(parsed, folder, count, isResumed: isInterrupted);
            exitCode = Math.Max(exitCode, await next.InvokeAsync(parsed.InvocationConfiguration, cancellation)
                .ConfigureAwait(false));
            if (cancellation.IsCancellationRequested)
                break;
        }

        return exitCode;
    }

    private static DirectoryInfo DefaultFolder(string first)
    {
        string name = Path.GetFileName(Path.TrimEndingDirectorySeparator(first));
        name = Directory.Exists(first) ? name : Path.GetFileNameWithoutExtension(name);
        name = name.Replace("*", "", StringComparison.Ordinal).Replace("?", "", StringComparison.Ordinal);
        return new DirectoryInfo((name.Trim('.').Length > 0 ? name : "images") + "-image");
    }

    private static Option<double?> LengthOption(string name, string helpName, string description) => new(name)
    {
        Description = description,
        HelpName = helpName,
        CustomParser = argument =>
        {
            string given = argument.Tokens[0].Value;
            string number = given.TrimEnd([.. "abcdefghijklmnopqrstuvwxyzABCDFGHIJKLMNOPQRSTUVWXYZÅµμ "]);
            double? unit = new LengthUnit(given[number.Length..].Replace('µ', 'u').Replace('μ', 'u')).InAngstrom;
            if (unit is { } factor
                && double.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out double value)
                && value * factor is > 0 and < 1e9)
                return value * factor;
            argument.AddError($"{name} {given}: it must be a positive length: 60 (Angstrom), 6nm, or 600pm.");
            return null;
        },
    };
}
