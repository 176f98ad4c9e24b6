using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Paddock.Accounts.Access;
using Paddock.Accounts.Audit;
using Paddock.Accounts.SecondFactor;
using Paddock.Database;
using Paddock.Hosting.Api;

namespace Paddock.Accounts.Api;

/// <param name="Since">Null: it is off.</param>
/// <param name="RecoveryCodesLeft">Of ten.</param>
internal sealed record SecondFactorState(DateTimeOffset? Since, int RecoveryCodesLeft);

/// <param name="Password">One's own, once more.</param>
/// <param name="Code">Of the app, or a recovery code; not asked for while it is off.</param>
internal sealed record SecondFactorProof(string? Password, string? Code = null);

/// <param name="Secret">In base 32, to type in.</param>
/// <param name="Address">For an app on this machine: otpauth://…</param>
/// <param name="Qr">The same as a QR code: lines of 0 and 1, with its quiet edge.</param>
internal sealed record SecondFactorSecret(string Secret, string Address, string[] Qr);

internal sealed record SecondFactorCode(string? Code);

/// <param name="RecoveryCodes">Shown this once; each works once.</param>
internal sealed record NewRecoveryCodes(string[] RecoveryCodes);

internal static class SecondFactorApi
{
    private const string WrongCode = "That code is not right, or was used before. An app shows a new one every 30 seconds; is the clock of this device right?";

    public static void MapSecondFactor(this IEndpointRouteBuilder routes)
    {
        var factor = routes.MapGroup("/api/v1/session/second-factor").RequirePerson().WithTags("Session");
        factor.MapGet("", ReadAsync).WithName("getSecondFactor");
        factor.MapPost("", BeginAsync).WithName("beginSecondFactor").WithMetadata(new Refusal(StatusCodes.Status429TooManyRequests), new Refusal(StatusCodes.Status409Conflict));
        factor.MapPost("confirm", ConfirmAsync).WithName("confirmSecondFactor").WithMetadata(new Refusal(StatusCodes.Status429TooManyRequests));
        factor.MapPost("recovery-codes", RenewAsync).WithName("renewRecoveryCodes").WithMetadata(new Refusal(StatusCodes.Status429TooManyRequests));
        factor.MapPost("off", SwitchOffAsync).WithName("switchSecondFactorOff").WithMetadata(new Refusal(StatusCodes.Status429TooManyRequests));
    }

    /// <summary>Whether a code is asked for at sign-in.</summary>
    internal static async Task<Ok<SecondFactorState>> ReadAsync(Caller caller, RelationalStore store, CancellationToken cancellation) =>
        TypedResults.Ok(await store.ReadAsync(
            async (db, stop) => new SecondFactorState(
                await db.SecondFactors.Where(row => row.UserId == caller.Person!.Id).Select(row => row.ConfirmedAt).SingleOrDefaultAsync(stop),
                await db.RecoveryCodes.CountAsync(row => row.UserId == caller.Person!.Id && row.UsedAt == null, stop)),
            cancellation));

    /// <summary>Makes a secret for an authenticator app. Nothing is asked for until a code of it was shown.</summary>
    internal static async Task<Results<Ok<SecondFactorSecret>, ProblemHttpResult>> BeginAsync(
        HttpContext context, Caller caller, SecondFactorProof proof, OwnPassword password, SecondFactors factors, RelationalStore store)
    {
        var person = caller.Person!;
        if (await PasswordProblemAsync(context, person, proof, password) is { } problem)
            return problem;
        if (await store.WriteAsync((db, stop) => factors.BeginAsync(db, person.Id, stop), context.RequestAborted) is not { } secret)
            return TypedResults.Problem("It is on already. Switch it off first.", statusCode: StatusCodes.Status409Conflict);
        var address = Totp.Address(secret, person.Email, "Paddock");
        return TypedResults.Ok(new SecondFactorSecret(Totp.Base32(secret), address, QrCode.Lines(address)));
    }

    /// <summary>Switches it on, with a first code of the app, and signs one out everywhere else.</summary>
    internal static async Task<Results<Ok<NewRecoveryCodes>, ProblemHttpResult>> ConfirmAsync(
        HttpContext context, Caller caller, Actor actor, SecondFactorCode given, CodeAttempts attempts, SecondFactors factors, RelationalStore store)
    {
        var person = caller.Person!;
        if (attempts.Begin(person.Id) is { } wait)
            return TooMany(context, wait);
        var codes = await store.WriteAsync(
            async (db, stop) =>
            {
                if (await factors.ConfirmAsync(db, person, given.Code ?? "", actor, stop) is not { } made)
                    return null;
                await Sessions.EndAllAsync(db, person.Id, stop, but: SessionCookie.Read(context.Request));
                return made;
            },
            context.RequestAborted);
        if (codes is null)
            return TypedResults.Problem(WrongCode, statusCode: StatusCodes.Status400BadRequest);
        attempts.Succeeded(person.Id);
        return TypedResults.Ok(new NewRecoveryCodes(codes));
    }

    /// <summary>Makes ten new recovery codes; the former ones work no more.</summary>
    internal static async Task<Results<Ok<NewRecoveryCodes>, ProblemHttpResult>> RenewAsync(
        HttpContext context, Caller caller, Actor actor, SecondFactorProof proof, OwnPassword password, CodeAttempts attempts, SecondFactors factors, RelationalStore store, AuditLog audit)
    {
        var person = caller.Person!;
        if (await PasswordProblemAsync(context, person, proof, password) is { } problem)
            return problem;
        if (attempts.Begin(person.Id) is { } wait)
            return TooMany(context, wait);
        var codes = await store.WriteAsync(
            async (db, stop) =>
            {
                if (!await factors.TakeAsync(db, person.Id, proof.Code ?? "", stop))
                    return null;
                await audit.AddAsync(db, actor, AuditAction.RecoveryCodesMade, null, person.Email, "", stop);
                return await RecoveryCodes.MakeAsync(db, person.Id, stop);
            },
            context.RequestAborted);
        if (codes is null)
            return TypedResults.Problem(WrongCode, statusCode: StatusCodes.Status400BadRequest);
        attempts.Succeeded(person.Id);
        return TypedResults.Ok(new NewRecoveryCodes(codes));
    }

    /// <summary>Asks for no code any more.</summary>
    internal static async Task<Results<NoContent, ProblemHttpResult>> SwitchOffAsync(
        HttpContext context, Caller caller, Actor actor, SecondFactorProof proof, OwnPassword password, CodeAttempts attempts, SecondFactors factors, RelationalStore store, AuditLog audit)
    {
        var person = caller.Person!;
        if (await PasswordProblemAsync(context, person, proof, password) is { } problem)
            return problem;
        if (attempts.Begin(person.Id) is { } wait)
            return TooMany(context, wait);
        var isOff = await store.WriteAsync(
            async (db, stop) =>
            {
                if (!await factors.TakeAsync(db, person.Id, proof.Code ?? "", stop))
                    return false;
                await audit.AddAsync(db, actor, AuditAction.SecondFactorOff, null, person.Email, "", stop);
                // What was taken is written before it is deleted.
                await db.SaveChangesAsync(stop);
                return await SecondFactors.RemoveAsync(db, person.Id, stop);
            },
            context.RequestAborted);
        if (!isOff)
            return TypedResults.Problem(WrongCode, statusCode: StatusCodes.Status400BadRequest);
        attempts.Succeeded(person.Id);
        return TypedResults.NoContent();
    }

    private static async Task<ProblemHttpResult?> PasswordProblemAsync(HttpContext context, Person person, SecondFactorProof proof, OwnPassword password)
    {
        var (isRight, wait) = await password.CheckAsync(person, proof.Password ?? "", Browser.Of(context), context.RequestAborted);
        return wait is { } tooMany ? TooMany(context, tooMany)
            : isRight ? null
            : TypedResults.Problem("That is not the present password.", statusCode: StatusCodes.Status400BadRequest);
    }

    private static ProblemHttpResult TooMany(HttpContext context, TimeSpan wait) =>
        TypedResults.Problem($"Too many tries. Try again in {TooManyRequests.SetRetryAfter(context, wait)} s.", statusCode: StatusCodes.Status429TooManyRequests);
}
